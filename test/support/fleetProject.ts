import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join, relative, resolve } from "path";
import { stringify } from "yaml";
import { runProgram } from "../../cli/program";
import { Ending } from "../../render/exec";

const repository = resolve(__dirname, "..", "..");

/** A kubeconfig of a port that nobody listens at. */
export const closedKubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "closed", cluster: { server: "http://127.0.0.1:9" } }],
    contexts: [{ name: "closed", context: { cluster: "closed" } }],
    "current-context": "closed",
};

/** A folder with a Pulumi.yaml of this program, a fleet's file, and state of its own. */
export class FleetProject {
    /** The command as `npm run build` made it. */
    static readonly script = join(repository, "bin", "cli", "main.js");
    readonly folder = mkdtempSync(join(tmpdir(), "fleet-"));
    readonly environment = { PULUMI_BACKEND_URL: `file://${this.folder}`, PULUMI_CONFIG_PASSPHRASE: "fleet", PULUMI_SKIP_UPDATE_CHECK: "true" };

    constructor() {
        const runtime = { name: "nodejs", options: { typescript: true, tsconfig: "tsconfig.program.json" } };
        this.write("Pulumi.yaml", { name: "multicluster-prometheus", runtime, main: relative(this.folder, join(repository, "index.ts")) });
        symlinkSync(join(repository, "node_modules"), join(this.folder, "node_modules"));
    }

    write(name: string, content: unknown): void {
        writeFileSync(join(this.folder, name), stringify(content, { aliasDuplicateObjects: false }));
    }

    /** The arguments of node that run `fleet`. */
    command(action: string, ...args: string[]): string[] {
        return [FleetProject.script, "fleet", action, ...args, ...["--file", join(this.folder, "fleet.yaml")]];
    }

    fleet(action: string, ...args: string[]): Promise<Ending> {
        return runProgram(process.execPath, this.command(action, ...args), 900_000, this.environment);
    }

    pulumi(...args: string[]): Promise<Ending> {
        return runProgram("pulumi", [...args, "--non-interactive", "--cwd", this.folder], 900_000, this.environment);
    }

    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}
