import { parse } from "yaml";

// A key and its text in YAML that a template makes invalid, in TOML, and in an ini file.
const assignment = /^[\s-]*["']?([\w.-]+)["']?\s*[:=]\s*(?:"(.*)"|'(.*)'|(.*?))\s*,?$/;

function parsed(text: string): unknown {
    try {
        return parse(text, { logLevel: "error" });
    } catch {
        return undefined;
    }
}

/** The maps and lists in a text that is a file, such as Alertmanager's configuration: the whole of it, or each line `key: text` where it is not YAML. */
export function structuresIn(text: string): object[] {
    if (!/\n|^\s*[[{]/.test(text)) {
        return [];
    }
    const value = parsed(text);
    if (typeof value === "object" && value !== null) {
        return [value];
    }
    return text.split(/\r?\n/).flatMap((line) => {
        const [, key, ...texts] = assignment.exec(line) ?? [];
        return key === undefined ? [] : [{ [key]: texts.find((it) => it !== undefined) }];
    });
}
