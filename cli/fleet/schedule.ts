/**
 * Does work for each item, so many at a time and in their order.
 * `mayBegin` is asked before each; where it says no, `skip` has the item's result.
 */
export async function schedule<Item, Result>(
    items: Item[],
    parallel: number,
    { mayBegin, begin, skip }: { mayBegin: () => boolean; begin: (item: Item) => Promise<Result>; skip: (item: Item) => Result },
): Promise<Result[]> {
    const results: Result[] = [];
    let next = 0;
    const lane = async () => {
        for (let i = next++; i < items.length; i = next++) {
            results[i] = mayBegin() ? await begin(items[i]) : skip(items[i]);
        }
    };
    await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, lane));
    return results;
}
