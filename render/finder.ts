import { createHash } from "crypto";
import { secretText } from "./standIns";

/** A shorter text is hidden where it stands alone: within others it would be found everywhere. */
const shortest = 6;

const inPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The part of a text's base64 that is the same whatever stands around the text, for each place where it may begin. */
function base64Cores(text: string): string[] {
    return [0, 1, 2].map((before) => {
        const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
        return bytes.toString("base64").slice(before === 0 ? 0 : before + 1, Math.floor((bytes.length * 8) / 6));
    });
}

/** How a text may stand in what a chart makes of it: as it is, line by line, in JSON, or its hash. */
function formsOf(text: string): string[] {
    const lines = text.split("\n").map((line) => line.trim());
    const hash = createHash("sha256").update(text).digest("hex");
    return [text, ...lines, JSON.stringify(text).slice(1, -1), hash].filter((form) => form.length >= shortest);
}

/** What puts a stand-in in place of the texts, the longest first: one may be a part of another. */
export function finder(texts: string[]): (text: string) => string {
    const long = texts.filter((text) => text.length >= shortest);
    const alone = new Set(texts.flatMap((text) => [text, Buffer.from(text).toString("base64")]));
    const forms = [...new Set(long.flatMap(formsOf))].sort((a, b) => b.length - a.length);
    const cores = [...new Set(long.flatMap(base64Cores))].filter((core) => core.length >= shortest);
    return (text) => {
        if (alone.has(text)) {
            return secretText;
        }
        const plain = forms.reduce((rest, form) => rest.split(form).join(secretText), text);
        const found = cores.filter((core) => plain.includes(core));
        return found.reduce((rest, core) => rest.replace(new RegExp(`[A-Za-z0-9+/]*${inPattern(core)}[A-Za-z0-9+/]*=*`, "g"), secretText), plain);
    };
}

/** A function that puts a stand-in in place of the texts, whatever a text has around them. */
export const withoutSecrets = (texts: string[]) => finder(texts.filter((text) => text.length >= shortest));
