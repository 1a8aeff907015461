/** Whether a name is one that a glob means: `*` for any text, `?` for a character. */
export function matcher(glob: string): (name: string) => boolean {
    const source = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".");
    const pattern = new RegExp(`^${source}$`);
    return (name) => pattern.test(name);
}
