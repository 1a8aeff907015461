/** Repeats an action until it neither throws nor gives undefined, and returns what it gives. */
export async function until<T>(what: string, seconds: number, action: () => Promise<T | undefined>): Promise<T> {
    let last: unknown = "nothing yet";
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 500))) {
        try {
            const result = await action();
            if (result !== undefined) {
                return result;
            }
        } catch (error) {
            last = error;
        }
    }
    throw new Error(`${what}: not in ${seconds} s; last: ${last instanceof Error ? last.message : last}`);
}
