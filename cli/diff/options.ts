import { UsageError } from "../errors";
import { Flags, parseFlags, wholeNumber } from "../flags";
import { kubeVersionOf } from "../render/options";

/** How much fits into a comment of GitHub: 65,536 characters, and some are left for what stands beside the diff. */
const defaultLimit = 60_000;

export const usage = `npx multicluster-prometheus diff --stack NAME [options]

Says what changes in the Kubernetes objects of a stack between a commit and the working tree: in words first, with
what restarts pods, loses data, replaces or deletes, widens exposure or changes a stack's output; then as YAML.
Both sides are rendered as by the command render, without a cluster, the Pulumi CLI and credentials.

  --stack NAME         the stack; with * and ? for several ('edge-*', or '*' for all)
  --base REF           the commit, branch or tag to compare with; the merge base with main by default
  --outputs FILE       as for render, on both sides
  --kube-version V     as for render
  --words              the words only
  --markdown           as a comment of a pull request, the YAML folded
  --limit CHARACTERS   length of that, ${defaultLimit} by default: YAML that is more is left out, words are not
  --json               one JSON object on one line
  --help               this text

Exit status: 0 nothing changes, 1 something does, 2 could not tell.`;

export type Format = "text" | "words" | "markdown" | "json";

/** What the command line asks for. */
export interface DiffOptions {
    stack: string;
    base?: string;
    outputs?: string;
    kubeVersion: string;
    format: Format;
    limit: number;
}

const flags: Flags = { stack: "text", base: "text", outputs: "text", "kube-version": "text", words: "switch", markdown: "switch", limit: "text", json: "switch", help: "switch" };

function formatOf(given: Record<string, unknown>): Format {
    const formats = (["words", "markdown", "json"] as const).filter((format) => given[format] !== undefined);
    if (formats.length > 1) {
        throw new UsageError(`--${formats[0]} and --${formats[1]} are two formats: give one of them`);
    }
    return formats[0] ?? "text";
}

function limitOf(text: string, format: Format): number {
    const limit = wholeNumber("--limit", text, [1000, Infinity], defaultLimit, " of characters");
    if (format !== "markdown") {
        throw new UsageError("--limit is the length of what --markdown writes: give both, or none");
    }
    return limit;
}

/**
 * Reads the command line.
 * @throws UsageError that says what is wrong, and what is right.
 */
export function parseOptions(args: string[]): DiffOptions {
    const given = parseFlags(args, flags, "diff") as Record<string, string | undefined>;
    const { stack, base, outputs, limit } = given;
    if (stack === undefined) {
        throw new UsageError("--stack is missing: name the stack, such as --stack edge, or all of them by --stack '*'");
    }
    if (base?.startsWith("-")) {
        throw new UsageError(`--base ${base} is no commit, branch or tag`);
    }
    const format = formatOf(given);
    return {
        stack,
        format,
        kubeVersion: kubeVersionOf(given["kube-version"]),
        limit: limit === undefined ? defaultLimit : limitOf(limit, format),
        ...(base !== undefined && { base }),
        ...(outputs !== undefined && { outputs }),
    };
}
