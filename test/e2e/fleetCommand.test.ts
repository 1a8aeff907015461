import { expect } from "chai";
import { spawn } from "child_process";
import { existsSync, readdirSync, readFileSync } from "fs";
import { join } from "path";
import { programPath } from "../../cli/program";
import { Cluster } from "../../demo/cluster";
import { closedKubeconfig, FleetProject } from "../support/fleetProject";
import { skip } from "../support/skip";
import { inventory, KubernetesObject, leftovers } from "./support/inventory";
import { findPrerequisites, Prerequisites } from "./support/prerequisites";
import { until } from "./support/until";

// Each step builds on those before it. What the stacks do for metrics is the subject of endToEnd.test.ts.
describe("npx multicluster-prometheus fleet, in real clusters", function () {
    this.timeout(600_000);
    let project: FleetProject | undefined;
    let found: Prerequisites;
    const objects = new Map<Cluster, Map<string, KubernetesObject>>();

    before(async function () {
        if (!existsSync(FleetProject.script)) {
            skip(this, 'the command is not built: "npm run build" does it');
        }
        const prerequisites = await findPrerequisites();
        if ("missing" in prerequisites) {
            skip(this, prerequisites.missing);
        }
        found = prerequisites;
        for (const cluster of [found.global, found.edge]) {
            objects.set(cluster, await inventory(cluster));
        }
        project = new FleetProject();
        project.write("closed.kubeconfig", closedKubeconfig);
        define();
    });

    after(async () => {
        await project?.fleet("destroy", "--yes");
        project?.remove();
    });

    const started = () => project as FleetProject;

    /** Writes the fleet's file. */
    const define = (config: Record<string, unknown> = {}, edges: Record<string, unknown> = {}) => {
        const { values, chart, global, edge } = found;
        started().write("fleet.yaml", {
            defaults: { config: { values, ...(chart !== undefined && { chart }), ...config } },
            global: { kubeconfig: global.kubeconfig },
            edges: { edge: { kubeconfig: edge.kubeconfig }, ...edges },
        });
    };

    /** Runs an action: its exit status, and each stack's, and why. */
    const run = async (action: string, ...args: string[]) => {
        const { status, stdout, stderr } = await started().fleet(action, ...args, "--json");
        expect(stdout, stderr).to.match(/^\{/);
        const stacks: { stack: string; status?: string; state?: string; reason?: string }[] = JSON.parse(stdout).stacks;
        const states = Object.fromEntries(stacks.map((stack) => [stack.stack, stack.status ?? stack.state]));
        return { status, states, reasons: stacks.map(({ reason }) => reason), text: stdout };
    };

    const stateFiles = () => readdirSync(started().folder, { recursive: true, encoding: "utf8" });
    const locks = () => stateFiles().filter((path) => /\.pulumi\/locks\/.*\.json$/.test(path));

    it("previews what it can of a new fleet", async () => {
        const { status, states } = await run("preview");
        expect([status, states]).to.deep.equal([0, { global: "changed", "edge-edge": "waits" }]);
        expect((await run("status")).states).to.deep.equal({ global: "not deployed", "edge-edge": "not deployed" });
    });

    it("deploys it", async () => {
        const { status, states } = await run("up");
        expect([status, states]).to.deep.equal([0, { global: "changed", "edge-edge": "changed" }]);
        expect(await run("status")).to.deep.include({ status: 0, states: { global: "deployed", "edge-edge": "deployed" } });
    });

    it("skips what is up to date", async () => {
        expect(await run("up")).to.deep.include({ status: 0, states: { global: "unchanged", "edge-edge": "unchanged" } });
        expect(await run("refresh")).to.deep.include({ status: 0, states: { global: "unchanged", "edge-edge": "unchanged" } });
    });

    it("shows no password", async () => {
        const outputs = JSON.parse((await started().pulumi("stack", "output", "--json", "--show-secrets", "--stack", "global")).stdout);
        const { password } = outputs.edgeCredentials.edge;
        expect(password).to.have.length(32);
        const logs = ["global", "edge-edge"].map((stack) => readFileSync(join(started().folder, ".fleet", `${stack}.log`), "utf8"));
        expect(logs.join("") + (await run("preview")).text).not.to.contain(password);
    });

    it("updates the others where an edge cannot be reached, and says why it could not", async () => {
        define({ scrapeInterval: "45s" }, { broken: { kubeconfig: "closed.kubeconfig" } });
        const { status, states, reasons } = await run("up");
        expect([status, states]).to.deep.equal([1, { global: "changed", "edge-edge": "changed", "edge-broken": "failed" }]);
        expect(reasons[2]).to.match(/^configured Kubernetes cluster is unreachable/);
        expect((await run("status")).states["edge-broken"]).to.equal("last update failed");
        await started().pulumi("destroy", "--yes", "--stack", "edge-broken");
        await started().pulumi("stack", "rm", "--yes", "--stack", "edge-broken");
        define({ scrapeInterval: "45s" });
        expect((await run("up", "--only", "global")).states).to.deep.equal({ global: "changed" });
    });

    it("begins nothing where a stack's file says other things than the fleet's", async () => {
        await started().pulumi("config", "set", "--stack", "edge-edge", "storageSize", "7Gi");
        const { status, stderr } = await started().fleet("up");
        expect(status).to.equal(2);
        expect(stderr).to.contain("Pulumi.edge-edge.yaml sets multicluster-prometheus:storageSize, which");
        await started().pulumi("config", "rm", "--stack", "edge-edge", "multicluster-prometheus:storageSize");
    });

    it("ends in good order when it is interrupted, and resumes", async () => {
        expect((await run("destroy", "--only", "edge", "--yes")).states).to.deep.equal({ "edge-edge": "changed" });
        const env = { ...process.env, ...started().environment, PATH: programPath() };
        const child = spawn(process.execPath, started().command("up", "--only", "edge"), { env, stdio: "ignore" });
        const ended = new Promise((resolve) => child.once("exit", resolve));
        const log = join(started().folder, ".fleet", "edge-edge.log");
        await until("the release is being made", 120, async () => (/Updating[^]*Release.*creating/.test(readFileSync(log, "utf8")) ? true : undefined));
        expect(locks()).to.have.length(1);
        child.kill("SIGINT");
        expect(await ended).to.equal(130);
        expect(locks()).to.deep.equal([]);
        expect((await run("status", "--only", "edge")).states).to.deep.equal({ "edge-edge": "last update failed" });
        expect(await run("up")).to.deep.include({ status: 0, states: { global: "unchanged", "edge-edge": "changed" } });
    });

    it("removes it, and leaves nothing", async () => {
        expect(await run("destroy", "--yes")).to.deep.include({ status: 0, states: { global: "changed", "edge-edge": "changed" } });
        for (const [cluster, before] of objects) {
            await until(`nothing is left in the ${cluster.name} cluster`, 120, async () => {
                expect(await leftovers(cluster, before)).to.deep.equal([]);
                return true;
            });
        }
    });
});
