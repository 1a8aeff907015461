import { parseArgs } from "util";
import { runProgram } from "../../cli/program";
import { keep, Look, looks, Result, resultOf } from "./result";
import { runScript } from "./runScript";
import { removedStacks, stacksIn } from "./stacks";

const usage = `npm run preview:stacks -- [--stack NAME]... [--only ${looks.join("|")}] [--base REF] [--out FOLDER]

Previews each stack that has a file Pulumi.<stack>.yaml, or had one at the base: by "pulumi preview" with the policy pack, which needs the cluster's and Pulumi's credentials,
and by the manifest diff against a git reference, which needs none. The results are files for: npm run preview:comment

  --stack NAME   Only this one; may be given again. Else all.
  --only LOOK    Only "preview" or only "manifests".
  --base REF     What the manifests are compared with. Else the merge base with main.
  --out FOLDER   Where the results go. Else previews.

It ends with 1 where a preview failed, or a manifest diff could not be made.`;

const minutes = 60_000;

/** The command of a look at a stack. */
export function commandOf(look: Look, stack: string, base: string | undefined): [program: string, args: string[]] {
    return look === "preview"
        ? ["pulumi", ["preview", "--stack", stack, "--policy-pack", "policy", "--non-interactive", "--color", "never", "--suppress-progress", "--suppress-outputs"]]
        : [process.execPath, ["--require", "ts-node/register/transpile-only", "cli/main.ts", "diff", "--stack", stack, "--markdown", ...(base === undefined ? [] : ["--base", base])]];
}

async function lookAt(look: Look, stack: string, base: string | undefined): Promise<Result> {
    return resultOf(stack, look, await runProgram(...commandOf(look, stack, base), 15 * minutes));
}

/** The stacks, and the looks at each: of one whose file is removed only its manifests can be seen. */
async function stacksToSee(given: string[] | undefined, chosen: readonly Look[], base: string | undefined): Promise<{ stack: string; looks: readonly Look[] }[]> {
    const stacks = given === undefined ? stacksIn(process.cwd()) : [];
    const removed = given === undefined && chosen.includes("manifests") ? await removedStacks(process.cwd(), stacks, base) : [];
    return [
        ...(given ?? stacks.map(({ name }) => name)).map((stack) => ({ stack, looks: chosen })),
        ...removed.map((stack) => ({ stack, looks: ["manifests"] as const })),
    ];
}

async function main(): Promise<number> {
    const { values } = parseArgs({
        options: {
            stack: { type: "string", multiple: true },
            only: { type: "string" },
            base: { type: "string" },
            out: { type: "string", default: "previews" },
            help: { type: "boolean" },
        },
    });
    if (values.help) {
        console.log(usage);
        return 0;
    }
    const chosen = looks.filter((look) => values.only === undefined || look === values.only);
    if (chosen.length === 0) {
        throw new Error(`--only is ${JSON.stringify(values.only)}; it must be "preview" or "manifests"`);
    }
    let status = 0;
    for (const { stack, looks: possible } of await stacksToSee(values.stack, chosen, values.base)) {
        for (const look of possible) {
            const result = await lookAt(look, stack, values.base);
            keep(values.out, result);
            console.log(`${stack} ${look}: ${result.outcome}`);
            if (result.outcome === "failed") {
                console.error(result.text);
                status = 1;
            }
        }
    }
    return status;
}

if (require.main === module) {
    runScript(main);
}
