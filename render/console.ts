/** Catches what Pulumi warns of while a program runs, and keeps standard output free of what the program writes. */
export async function withQuietConsole<T>(work: () => Promise<T>): Promise<{ result: T; warnings: string[] }> {
    const { log, info, warn, error } = console;
    const warnings: string[] = [];
    console.log = console.info = (...args: unknown[]) => error(...args);
    console.warn = (text: string) => warnings.push(String(text).replace(/^warning: (\[runtime\] )?/, ""));
    try {
        return { result: await work(), warnings };
    } finally {
        Object.assign(console, { log, info, warn });
    }
}
