import { Stack } from "@pulumi/pulumi/automation";
import { execFile } from "child_process";
import { expect } from "chai";
import { resolve } from "path";
import { until } from "../support/until";

/** Whoever has a global stack that the doctor visits. */
type Patient = { global: Stack };

/** How the doctor ended. */
export interface Visit {
    status: number;
    stdout: string;
    stderr: string;
}

const root = resolve(__dirname, "..", "..", "..");
/** As `npm run build` compiles it, but of the sources as they are now. */
const command = ["-r", "ts-node/register/transpile-only", resolve(root, "cli", "main.ts"), "doctor"];

/** Runs the doctor as a person would, with the stack's own state, through kubectl. */
export function visit({ global }: Patient, ...options: string[]): Promise<Visit> {
    const env = { ...process.env, ...global.workspace.envVars };
    return new Promise((done) => {
        execFile(process.execPath, [...command, "--stack", global.name, ...options], { cwd: root, env }, (error, stdout, stderr) =>
            done({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
        );
    });
}

/** What the doctor says for programs. */
export async function report(watched: Patient): Promise<Record<string, any>> {
    const { status, stdout, stderr } = await visit(watched, "--json");
    expect(stderr).to.equal("");
    const said = JSON.parse(stdout);
    expect(status, stdout).to.equal(said.healthy ? 0 : 1);
    return said;
}

/** Waits until the doctor names problems, among others, each as `edge: problem`; and returns its report. */
export function untilNamed(watched: Patient, problems: string[], seconds = 60): Promise<Record<string, any>> {
    return until(`the doctor names ${problems.join(", ")}`, seconds, async () => {
        const said = await report(watched);
        expect(said.problems.map(({ edge, problem }: any) => `${edge ?? "global"}: ${problem}`)).to.include.members(problems);
        return said;
    });
}
