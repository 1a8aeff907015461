import { Operation } from "./options";
import { Changes } from "./run";

/** What a worker is asked to do. */
export interface Job {
    operation: Operation;
    /** The folder of Pulumi.yaml. */
    folder: string;
    /** The stack's name as Pulumi's CLI takes it. */
    stack: string;
    /** Whether the stack is there; else it is made. */
    exists: boolean;
    /** Where what Pulumi writes goes. */
    log: string;
}

/** What is sent to a worker. */
export type Request = { job: Job } | { cancel: true };

/** What a worker answers: what goes on, and at last how it ended. */
export type Answer = { state: string } | { changes: Changes } | { error: string; interrupted: boolean };
