/** A command of `npx multicluster-prometheus`. */
export interface Command {
    /** What it does, in a line of the list of commands. */
    summary: string;
    /** What `--help` shows. */
    usage: string;
    /** Runs it with the arguments after its name, and returns the exit status. */
    run(args: string[]): Promise<number>;
}
