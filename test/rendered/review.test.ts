import { expect } from "chai";
import { execFileSync, spawnSync } from "child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join, resolve } from "path";
import { parse } from "yaml";
import { findChart, findThanosChart } from "../support/helm";
import { skip } from "../support/skip";

const repository = resolve(__dirname, "..", "..");
const command = join(repository, "cli", "main.ts");
const sources = ["Pulumi.yaml", "index.ts", "config.ts", "globalStack.ts", "chartRepository.ts", "components", "package.json", "tsconfig.json", "tsconfig.program.json"];
const global = (settings = "") => `config:\n  multicluster-prometheus:role: global\n  multicluster-prometheus:edges: [paris]\n${settings}`;
const edge = "config:\n  multicluster-prometheus:role: edge\n  multicluster-prometheus:clusterName: paris\n  multicluster-prometheus:globalStack: organization/multicluster-prometheus/global\n";
const set = (key: string, value: string) => `  multicluster-prometheus:${key}: ${value}\n`;

// What this does not prove: that a cluster takes what is rendered; the end-to-end tests do, of the same releases.
describe("render and diff", function () {
    this.timeout(240_000);
    let chart: string;
    let parent: string;
    let folder: string;

    const run = (args: string[], more: NodeJS.ProcessEnv = {}) => {
        const env = { ...process.env, KUBE_PROMETHEUS_STACK_CHART: chart, PULUMI_ACCESS_TOKEN: "", KUBECONFIG: "/nowhere", ...more };
        return spawnSync(process.execPath, ["-r", join(repository, "node_modules", "ts-node", "register", "transpile-only"), command, ...args], { cwd: folder, env, encoding: "utf8", maxBuffer: 64 * 2 ** 20 });
    };
    const git = (...args: string[]) => execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd: folder, encoding: "utf8" });
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

    before(function () {
        const found = findChart();
        chart = "chart" in found ? found.chart : skip(this, found.missing);
        parent = realpathSync(mkdtempSync(join(tmpdir(), "review-")));
        folder = join(parent, "project");
        sources.forEach((source) => cpSync(join(repository, source), join(folder, source), { recursive: true }));
        symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
        write(".gitignore", "node_modules\n");
        write("Pulumi.global.yaml", global());
        write("Pulumi.paris.yaml", edge);
        git("init", "--quiet", "--initial-branch", "main");
        git("add", ".");
        git("commit", "--quiet", "--message", "Base");
    });

    after(() => parent && rmSync(parent, { recursive: true, force: true }));
    beforeEach(() => folder && git("checkout", "--quiet", "--", "."));

    it("writes one file an object, two times the same, and no secret", () => {
        const [one, two] = ["one", "two"].map((name) => join(parent, name));
        const { stderr } = run(["render", "--stack", "global", "--out", one]);
        const [, count] = /^global: (1\d\d) objects\n {2}stand-in: load-balancer\.test: the address that the load balancer will give\n$/.exec(stderr) ?? [];
        run(["render", "--stack", "global", "--out", two]);
        const files = (root: string) => readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => /\.(yaml|txt)$/.test(name)).sort();
        expect(files(one)).to.deep.equal(files(two)).and.to.have.length(Number(count) + 1);
        for (const file of files(one)) {
            const text = readFileSync(join(one, file), "utf8");
            expect(text, file).to.equal(readFileSync(join(two, file), "utf8")).and.not.to.contain("[generated: global");
        }
        const secret = parse(readFileSync(join(one, "Secret", "monitoring.kube-prometheus-stack-gateway.yaml"), "utf8"));
        expect(secret.stringData).to.deep.equal({ "auth.yaml": "[secret]" });
        expect(files(one).filter((name) => name.startsWith("CustomResourceDefinition"))).to.have.length(10);
        expect(readFileSync(join(one, "Job", "monitoring.kube-prometheus-stack-crds-upgrade.yaml"), "utf8")).to.match(/^# Release global, Helm hook: /);
    });

    it("renders a global stack with the receiver thanos from two archives, without a network", function () {
        const found = findThanosChart();
        const archive = "chart" in found ? found.chart : skip(this, found.missing);
        write("Pulumi.global.yaml", global(set("receiver", "thanos") + set("objectStorage", "{secretName: bucket}")));
        const out = join(parent, "thanos");
        const offline = { HTTPS_PROXY: "http://127.0.0.1:1", XDG_CACHE_HOME: join(parent, "cache") };
        const { status, stderr } = run(["render", "--stack", "global", "--out", out], { THANOS_CHART: archive, ...offline });
        expect([status, stderr.split("\n").slice(1)]).to.deep.equal([0, ["  stand-in: load-balancer.test: the address that the load balancer will give", ""]]);
        const read = (file: string) => parse(readFileSync(join(out, file), "utf8"));
        expect(read("StatefulSet/monitoring.kube-prometheus-stack-thanos-receive-ingestor.yaml").spec.replicas).to.equal(3);
        expect(read("ThanosRuler.monitoring.coreos.com/monitoring.kube-prometheus-stack-thanos-ruler.yaml").spec.objectStorageConfig.name).to.equal("bucket");
        expect(JSON.parse(read("ConfigMap/monitoring.kube-prometheus-stack-thanos-limits.yaml").data["limits.yaml"]).write.default.head_series_limit).to.equal(1_000_000);
        expect(run(["render", "--stack", "global"], { THANOS_CHART: "/nowhere.tgz" }).stderr).to.contain("THANOS_CHART names /nowhere.tgz, which is not there");
        expect(run(["render", "--stack", "global"], { THANOS_CHART: "", ...offline }).stderr)
            .to.match(/The chart oci:\/\/ghcr\.io\/stevehipwell\/helm-charts\/thanos 1\.24\.1 cannot be pulled: .+; name its archive in THANOS_CHART where there is no network\n/);
    });

    it("says where an edge writes, by the program of the global stack, and writes a stream", () => {
        const { status, stdout, stderr } = run(["render", "--stack", "paris"]);
        expect(status).to.equal(0);
        expect(stderr).to.contain("stand-in: outputs of organization/multicluster-prometheus/global: as its own program would have them; give real ones with --outputs\n");
        const agent = parse(stdout.split(/^---$/m).find((text) => /^kind: PrometheusAgent$/m.test(text))!);
        expect(agent.spec.remoteWrite[0].url).to.equal("http://load-balancer.test:8427/api/v1/write");
    });

    it("changes nothing: 0; a new setting: 1 and words; what is wrong: 2 and why", () => {
        expect([run(["diff", "--stack", "*"]).status, git("worktree", "list").trim().split("\n").length]).to.deep.equal([0, 1]);
        const open = set("retention", "5d") + set("gateway", "false") + set("serviceType", "LoadBalancer");
        write("Pulumi.global.yaml", global(open).replace(/.*edges.*\n/, ""));
        const { status, stdout } = run(["diff", "--stack", "global", "--words"]);
        expect(status).to.equal(1);
        expect(stdout).to.match(/^Against [0-9a-f]{7} \(merge base with main\)\n/);
        for (const line of [
            "    Prometheus monitoring/kube-prometheus-stack-prometheus: what is older than 5d is forgotten, in place of 10d\n",
            "    Prometheus monitoring/kube-prometheus-stack-prometheus: its pods, by spec.retention\n",
            "    Service monitoring/kube-prometheus-stack-prometheus: type ClusterIP -> LoadBalancer\n",
            "    Deployment monitoring/kube-prometheus-stack-gateway: the gateway is gone: nothing asks for a password\n",
            "    remoteWriteUrl: http://load-balancer.test:8427/api/v1/write -> http://load-balancer.test:9090/api/v1/write\n",
            "    edgeCredentials: [secret] -> [secret]\n",
            "  - Secret monitoring/kube-prometheus-stack-gateway: removed\n",
        ]) {
            expect(stdout).to.contain(line);
        }
        write("Pulumi.global.yaml", global(set("retention", "soon")));
        const wrong = run(["diff", "--stack", "global"]);
        expect([wrong.status, wrong.stdout]).to.deep.equal([2, ""]);
        expect(wrong.stderr).to.match(/^The program of stack "global" cannot be run: The configuration of stack "global" has a problem:\n {2}retention "soon"/);
        expect(run(["diff", "--stack", "global", "--base", "none"]).stderr).to.match(/^--base none is no commit, branch or tag here/);
    });

    it("tells a stack that is new, one that is gone, and an edge whose password is another", () => {
        write("Pulumi.paris.yaml", edge);
        git("mv", "Pulumi.paris.yaml", "Pulumi.tokyo.yaml");
        write("Pulumi.global.yaml", global(set("credentialVersions", "{paris: 2}")));
        const { stdout } = run(["diff", "--stack", "*", "--json"]);
        git("reset", "--quiet", "--hard");
        const stacks = JSON.parse(stdout).stacks.map((stack: any) => `${stack.stack} ${stack.status} ${stack.status === "added" ? stack.objects === stack.changes.length && stack.flags.map(({ text }: any) => text) : stack.changes.map((change: any) => change.words)}`);
        expect(stacks).to.deep.equal([
            "global changed Secret monitoring/kube-prometheus-stack-gateway: secret content changes: auth.yaml",
            "paris removed ",
            "tokyo added its pods have hostNetwork,its pods have hostPID,its pods have the host's path /proc,its pods have the host's path /sys,its pods have the host's path /",
        ]);
    });

    it("keeps an upgrade of the chart readable", () => {
        const [old, upgraded] = ["old", "upgraded"].map((name) => join(parent, name));
        for (const path of [old, upgraded]) {
            execFileSync("mkdir", [path]);
            execFileSync("tar", ["xzf", chart, "-C", path]);
        }
        const root = join(upgraded, "kube-prometheus-stack");
        const edit = (file: string, from: RegExp, to: string) => writeFileSync(join(root, file), readFileSync(join(root, file), "utf8").replace(from, to));
        edit("Chart.yaml", /^version: .*/m, "version: 99.0.0");
        edit("values.yaml", /tag: v3\.\S*-distroless/, "tag: v3.99.0-distroless");
        for (const file of readdirSync(join(root, "charts", "crds", "crds"))) {
            edit(join("charts", "crds", "crds", file), /(operator\.prometheus\.io\/version): .*/, "$1: 0.199.0");
        }
        const using = (path: string) => write("Pulumi.global.yaml", global(set("chart", join(path, "kube-prometheus-stack"))));
        using(old);
        git("commit", "--quiet", "--all", "--message", "Chart");
        using(upgraded);
        const { stdout } = run(["diff", "--stack", "global", "--words", "--base", "HEAD"]);
        git("reset", "--quiet", "--hard", "HEAD~1");
        expect(stdout).to.match(/Stack global: 1\d\d objects change, and 1\d\d are there then\n/);
        expect(stdout).to.match(/ ~ 10\d objects: label chart: kube-prometheus-stack-88\.5\.3 -> kube-prometheus-stack-99\.0\.0\n/);
        expect(stdout).to.match(/ ~ 10 objects: definition upgraded: \S+ -> 0\.199\.0\n/);
        expect(stdout).to.match(/ ~ Prometheus monitoring\/kube-prometheus-stack-prometheus: image quay\.io\/prometheus\/prometheus:v3\.\S+ -> v3\.99\.0-distroless;/);
        expect(stdout).to.contain("    Prometheus monitoring/kube-prometheus-stack-prometheus: its pods, by spec.image, spec.version\n");
        expect(stdout.split("\n").length).to.be.lessThan(25);
    });
});
