/** Waits. */
export const seconds = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1000));

/** Repeats an action until it neither throws nor gives undefined, and returns what it gives. */
export async function until<T>(what: string, limit: number, action: () => Promise<T | undefined>): Promise<T> {
    let last: unknown = "nothing yet";
    for (const deadline = Date.now() + limit * 1000; Date.now() < deadline; await seconds(0.5)) {
        try {
            const result = await action();
            if (result !== undefined) {
                return result;
            }
        } catch (error) {
            last = error;
        }
    }
    throw new Error(`${what}: not in ${limit} s; last: ${last instanceof Error ? last.message : last}`);
}
