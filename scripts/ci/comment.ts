import { fenced, firstLines, folded, lastLines, shares } from "./markdown";
import { Look, Result } from "./result";

/** What the comment of previews is known by. */
export const marker = "<!-- multicluster-prometheus previews -->";

/** GitHub takes 65,536 characters; the rest is for what is not cut. */
const defaultLimit = 60_000;

/** A preview in a line: how many policies it violates, and the lines that it ends with, such as `+ 12 to create`. */
function gist(preview: string): string {
    const violations = preview.match(/^ +- \[mandatory\]/gm)?.length ?? 0;
    const [, lines = ""] = /^Resources:\n((?: +.*(?:\n|$))+)/m.exec(preview) ?? [];
    const parts = [...(violations > 0 ? [`policies violated: ${violations}`] : []), ...lines.split("\n").map((line) => line.trim())].filter(Boolean);
    return parts.length > 0 ? `: ${parts.join(", ")}` : "";
}

function summary(result: Result | undefined): string {
    if (result === undefined) {
        return "not run";
    }
    const { look, outcome, text } = result;
    return `${outcome === "failed" ? "❌ " : ""}${outcome}${look === "preview" ? gist(text) : ""}`;
}

function section({ look, outcome, text }: Result, limit: number): string {
    if (look === "preview") {
        return folded(`pulumi preview: ${outcome}`, fenced(lastLines(text, limit)));
    }
    return outcome === "failed" ? folded("Manifests: failed", fenced(lastLines(text, limit))) : firstLines(text, limit);
}

/** The comment of a pull request with what was seen of each stack, in at most about so many characters. */
export function comment(results: Result[], limit = defaultLimit): string {
    const stacks = [...new Set(results.map(({ stack }) => stack))].sort();
    const of = (stack: string, look: Look) => results.find((result) => result.stack === stack && result.look === look);
    const table = [
        "| Stack | pulumi preview | Manifests |",
        "|---|---|---|",
        ...stacks.map((stack) => `| \`${stack}\` | ${summary(of(stack, "preview"))} | ${summary(of(stack, "manifests"))} |`),
    ];
    const limits = shares(results.map(({ text }) => text.length + 1), limit);
    const sections = stacks.map((stack) =>
        [`### \`${stack}\``, ...results.flatMap((result, i) => (result.stack === stack ? [section(result, limits[i])] : []))].join("\n\n"),
    );
    return `${[marker, "## Previews", table.join("\n"), ...sections].join("\n\n")}\n`;
}
