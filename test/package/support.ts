import { spawnSync } from "child_process";
import { mkdirSync, rmSync, writeFileSync } from "fs";
import { join } from "path";

/** Runs a command in a folder: whether it succeeded, and all that it said. */
export function run(folder: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): { ok: boolean; output: string } {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env: { ...process.env, ...env }, timeout: 300_000 });
    return { ok: status === 0, output: `${stdout}${stderr}${error?.message ?? ""}` };
}

/** A kubeconfig whose contexts reach nothing, which is enough for a preview. */
function kubeconfig(): string {
    const cluster = { name: "nowhere", cluster: { server: "https://127.0.0.1:1" } };
    const contexts = ["global", "paris"].map((name) => ({ name, context: { cluster: "nowhere", user: "nobody" } }));
    // Without a credential, the provider asks for one.
    return JSON.stringify({ apiVersion: "v1", kind: "Config", clusters: [cluster], users: [{ name: "nobody", user: { token: "none" } }], contexts });
}

/** Previews the project in a folder with the real CLI, whose state is in another. */
export function preview(project: string, state: string, config: Record<string, string>): { ok: boolean; output: string } {
    mkdirSync(state, { recursive: true });
    writeFileSync(join(state, "kubeconfig"), kubeconfig());
    const env = {
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        KUBECONFIG: join(state, "kubeconfig"),
    };
    const settings = Object.entries(config).flatMap(([key, value]) => ["--config", `${key}=${value}`]);
    try {
        const init = run(project, "pulumi", ["stack", "init", "test", "--non-interactive"], env);
        return init.ok ? run(project, "pulumi", ["preview", "--stack", "test", "--non-interactive", "--color", "never", ...settings], env) : init;
    } finally {
        rmSync(join(project, "Pulumi.test.yaml"), { force: true });
    }
}
