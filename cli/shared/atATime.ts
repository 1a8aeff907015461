/** Does work for each item, so many at a time and begun in their order; the results are in that order, too. */
export async function atATime<Item, Result>(count: number, items: Item[], work: (item: Item) => Result | Promise<Result>): Promise<Result[]> {
    const results: Result[] = [];
    let next = 0;
    const lane = async () => {
        for (let i = next++; i < items.length; i = next++) {
            results[i] = await work(items[i]);
        }
    };
    await Promise.all(Array.from({ length: Math.min(count, items.length) }, lane));
    return results;
}
