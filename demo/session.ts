import { mkdirSync, readFileSync, rmSync, writeFileSync } from "fs";
import { join } from "path";
import { demoFolder } from "./paths";

/** One of the demo's two clusters. */
export interface SessionCluster {
    kubeconfig: string;
    /** Its name in kind, where the demo made it. */
    kind?: string;
    /** Custom resource definitions of Prometheus' operator that were there before the demo. */
    definitions?: string[];
}

/** What the demo must know to go on, and to remove what it made. */
export interface Session {
    global: SessionCluster;
    edge: SessionCluster;
    nodeAddress?: string;
    values?: Record<string, unknown>;
    /** Whether a run came to its end. */
    complete: boolean;
}

const file = join(demoFolder, "session.json");

export function readSession(): Session | undefined {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch {
        return undefined;
    }
}

export function writeSession(session: Session): void {
    mkdirSync(demoFolder, { recursive: true });
    writeFileSync(file, JSON.stringify(session, null, 2));
}

/** Forgets the session, and the state of its stacks. */
export function removeSession(): void {
    rmSync(demoFolder, { recursive: true, force: true });
}
