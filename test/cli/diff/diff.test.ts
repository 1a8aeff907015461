import { expect } from "chai";
import { dump } from "js-yaml";
import { compareObjects } from "../../../cli/diff/change";
import { flagsOf } from "../../../cli/diff/flags";
import { marker, diffMarkdown } from "../../../cli/diff/markdown";
import { compareStacks } from "../../../cli/diff/stackDiff";
import { diffText } from "../../../cli/diff/text";
import { releaseObjects, RenderedObject } from "../../../render/objects";
import { RenderedStack } from "../../../render/stack";

const release = { name: "global", inputs: {}, secrets: [], provider: "" };
const object = (kind: string, rest: object = {}, name = "x", metadata: object = {}): RenderedObject =>
    releaseObjects(release, [dump({ apiVersion: "v1", kind, metadata: { name, namespace: "n", ...metadata }, ...rest })])[0];
const stack = (objects: RenderedObject[], outputs: Record<string, unknown> = {}, name = "global"): RenderedStack =>
    ({ stack: name, objects, outputs, secretOutputs: ["password"], digests: {}, standIns: [], warnings: [] });

/** The dangers of what becomes of one object. */
const dangersOf = (before: RenderedObject | undefined, after: RenderedObject | undefined) => {
    const list = (one?: RenderedObject) => (one === undefined ? [] : [one]);
    return compareObjects(list(before), list(after)).flatMap(flagsOf).map(({ danger, text }) => `${danger}: ${text}`);
};
const words = (before: RenderedObject[], after: RenderedObject[]) => compareStacks("s", stack(before), stack(after)).changes.map((change) => change.words);

describe("a diff's words", () => {
    it("say what differs, an image first, and how much more", () => {
        const pod = (image: string, env: object) => object("Deployment", { spec: { ...env, template: { spec: { containers: [{ name: "c", image }] } } } });
        expect(words([pod("repo/a:1", { a: 1, b: 1, c: 1, d: 1 })], [pod("repo/a:2", { a: 2, b: 2, c: 2, d: 2 })])).to.deep.equal([
            "Deployment n/x: image repo/a:1 -> 2; spec.a: 1 -> 2; spec.b: 1 -> 2; and 2 more",
        ]);
        expect(words([pod("repo:5000/a", {})], [pod("else/a@sha256:1", {})])).to.deep.equal(["Deployment n/x: image repo:5000/a -> else/a@sha256:1"]);
    });

    it("say what of a list is new and gone, and of a Secret only which content", () => {
        expect(words([object("A", { args: ["-a", "-b"] })], [object("A", { args: ["-b", "-c"] })])).to.deep.equal(["A n/x: args: -a -> -c"]);
        expect(words([object("Secret", { stringData: { a: "hunter2", b: "1" } })], [object("Secret", { stringData: { a: "hunter3", b: "1" } })])).to.deep.equal([
            "Secret n/x: secret content changes: a",
        ]);
    });

    it("say of items without names which is new and gone, which of them changed in its place, and where only their order did", () => {
        const list = (...ports: object[]) => [object("A", { spec: { ports } })];
        const [a, b, c] = [{ port: 1 }, { port: 2, to: ["x"] }, { port: 3 }];
        expect(words(list(a, b, c), list(b, c))).to.deep.equal(['A n/x: spec.ports: - [{"port":1}]']);
        expect(words(list(b, c), list(a, b, c))).to.deep.equal(['A n/x: spec.ports: + [{"port":1}]']);
        expect(words(list(a, b), list({ port: 4 }, c, b))).to.deep.equal(['A n/x: spec.ports: [{"port":1}] -> [{"port":4},{"port":3}]']);
        expect(words(list(a, b), list(a, { port: 2, to: ["y"] }))).to.deep.equal(["A n/x: spec.ports item 2.to: x -> y"]);
        expect(words(list(a, b), list(b, a))).to.deep.equal(["A n/x: spec.ports: in another order"]);
    });

    it("leave out of the YAML what of a list many objects share", () => {
        const listed = (own: string, ...args: string[]) => [1, 2, 3, 4, 5].map((i) => object("A", { args: ["-a", ...args], own: i === 3 ? own : 0 }, `a${i}`));
        const { shared, changes } = compareStacks("s", stack(listed("1")), stack(listed("2", "-b")));
        expect([shared.map(({ text }) => text), changes.map((change) => change.words)]).to.deep.equal([["args: + -b"], ["A n/a3: own: 1 -> 2"]]);
        expect(changes[0].diff.filter((line) => /^[+-]/.test(line))).to.deep.equal(["-own: '1'", "+own: '2'"]);
    });

    it("say once what many objects share, and show it in no object's YAML", () => {
        const labelled = (version: string) => [1, 2, 3, 4, 5].map((i) => object("Service", { spec: { a: i === 3 ? version : 0 } }, `s${i}`, { labels: { "helm.sh/chart": version } }));
        const { shared, changes } = compareStacks("s", stack(labelled("1")), stack(labelled("2")));
        expect(shared.map(({ text, objects }) => [text, objects.length])).to.deep.equal([["label helm.sh/chart: 1 -> 2", 5]]);
        expect(changes.map((change) => change.words)).to.deep.equal(["Service n/s3: spec.a: 1 -> 2"]);
        expect(changes[0].diff.filter((line) => /^[+-]/.test(line))).to.deep.equal(["-  a: '1'", "+  a: '2'"]);
    });

    it("tell what is not shown and changes, and that alone is a change", () => {
        const withDigests = (digests: Record<string, string>) => ({ ...stack([]), digests });
        const diff = compareStacks("s", withDigests({ "encrypted value of a": "1", b: "1", c: "1" }), withDigests({ "encrypted value of a": "2", b: "1", d: "1" }));
        expect(diff.status).to.equal("changed");
        expect(diffText([diff], "main", { withYaml: true, colour: false })).to.equal(
            "Against main\n\nStack s: no object changes\n\n  ~ c: gone\n  ~ d: new\n  ~ encrypted value of a: another, which is not shown",
        );
        expect(compareStacks("s", withDigests({ a: "1" }), withDigests({ a: "1" })).status).to.equal("same");
    });

    it("tell stacks that are new, gone, the same, or change alike", () => {
        const [before, after] = [stack([object("A", { a: 1 })]), stack([object("A", { a: 2 })])];
        const diffs = [
            compareStacks("new", undefined, after),
            compareStacks("gone", before, undefined),
            compareStacks("same", before, before),
            compareStacks("one", before, after),
            compareStacks("two", before, after),
        ];
        expect(diffText(diffs, "1a2b3c4 (main)", { withYaml: false, colour: false })).to.equal(
            "Against 1a2b3c4 (main)\n\nStack same: nothing changes\n\nStack new: a new stack of 1 objects\n\n  + 1 A\n\n" +
                'Stack gone: its file is removed; its cluster keeps what is deployed, 1 objects, until "pulumi destroy"\n\n' +
                "Stacks one, two: 1 objects change, and 1 are there then\n\n  ~ A n/x: a: 1 -> 2",
        );
    });
});

describe("a diff's flags", () => {
    const volume = (storage: string, storageClassName?: string) => ({ spec: { storage: { volumeClaimTemplate: { spec: { storageClassName, resources: { requests: { storage } } } } } } });
    const service = (spec: object) => object("Service", { spec });

    it("restarts: a workload's template; of the operator's kinds what is not reloaded; all of them by another reloader", () => {
        const deployment = (args: string[], replicas = 1) => object("Deployment", { spec: { replicas, template: { spec: { containers: [{ name: "c", args }] } } } });
        expect(dangersOf(deployment(["a"]), deployment(["b"]))).to.deep.equal(["restarts: its pods"]);
        expect(dangersOf(deployment(["a"]), deployment(["a"], 2))).to.deep.equal([]);
        expect(dangersOf(deployment(["--prometheus-config-reloader=r:1"]), deployment(["--prometheus-config-reloader=r:2"]))[1]).to.match(/^restarts: the pods of each Prometheus/);
        for (const kind of ["Prometheus", "PrometheusAgent"]) {
            expect(dangersOf(object(kind, { spec: { image: "a", version: "1" } }), object(kind, { spec: { image: "b", version: "1" } }))).to.deep.equal(["restarts: its pods, by spec.image"]);
            const reloaded = (value: string) => object(kind, { spec: { remoteWrite: [{ name: "a", url: value }], scrapeInterval: value, externalLabels: { cluster: value }, replicas: value } });
            expect(dangersOf(reloaded("1"), reloaded("2"))).to.deep.equal([]);
        }
    });

    it("loses data: volumes that shrink, move or go, a shorter retention, a namespace", () => {
        expect(dangersOf(object("Prometheus", volume("10Gi")), object("Prometheus", volume("5Gi")))).to.include("data: its volume shrinks, 10Gi -> 5Gi, which Kubernetes refuses for one that is there");
        expect(dangersOf(object("Prometheus", volume("5Gi")), object("Prometheus", volume("10Gi"))).filter((text) => text.startsWith("data"))).to.deep.equal([]);
        expect(dangersOf(object("Prometheus", volume("5Gi", "a")), object("Prometheus", volume("5Gi", "b")))[0]).to.match(/^data: its volume has another storage class, a -> b/);
        expect(dangersOf(object("Prometheus", volume("5Gi")), object("Prometheus", { spec: {} }))[0]).to.match(/^data: its volume of 5Gi is given up/);
        const keeping = (retention: string, retentionSize: string) => object("Prometheus", { spec: { retention, retentionSize } });
        expect(dangersOf(keeping("10d", "40GiB"), keeping("36h", "4GiB")).slice(0, 2)).to.deep.equal([
            "data: what is older than 36h is forgotten, in place of 10d",
            "data: what is over 4GiB is forgotten, in place of 40GiB",
        ]);
        expect(dangersOf(object("Prometheus", { spec: { retention: "10d" } }), object("Prometheus", { spec: {} }))[0]).to.equal("data: what is older than the operator's default is forgotten, in place of 10d");
        const late = (outOfOrderTimeWindow?: string) => object("Prometheus", { spec: { tsdb: { outOfOrderTimeWindow } } });
        expect(dangersOf(late("8h"), late("30m"))).to.deep.equal(["data: samples that come later than 30m are refused, in place of 8h"]);
        expect(dangersOf(late("8h"), late())).to.deep.equal(["data: samples that come late are refused, in place of 8h"]);
        expect(dangersOf(late("30m"), late("8h"))).to.deep.equal([]);
        const set = object("StatefulSet", { spec: { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { resources: { requests: { storage: "1Gi" } } } }] } });
        expect(dangersOf(set, undefined)[0]).to.match(/^data: its volume data of 1Gi is no longer used/);
        expect(dangersOf(object("Namespace"), undefined)).to.deep.equal(["data: all that is in the namespace, volumes too", "replaces: it is deleted"]);
    });

    it("replaces or deletes: what is gone, and what cannot be changed, by Helm or by Pulumi", () => {
        expect(dangersOf(object("ConfigMap"), undefined)).to.deep.equal(["replaces: it is deleted"]);
        const selecting = (app: string) => object("Deployment", { spec: { selector: { matchLabels: { app } } } });
        expect(dangersOf(selecting("a"), selecting("b"))).to.deep.equal(["replaces: spec.selector.matchLabels.app cannot be changed: Helm's upgrade fails until the object is deleted"]);
        const byPulumi = (app: string) => ({ ...selecting(app), origin: "Deployment x" });
        expect(dangersOf(byPulumi("a"), byPulumi("b"))[0]).to.match(/: Pulumi deletes it and makes it anew$/);
        expect(dangersOf(object("Job", { spec: { template: 1 } }, "j", { annotations: { "helm.sh/hook": "x" } }), object("Job", { spec: { template: 2 } }, "j", { annotations: { "helm.sh/hook": "x" } }))).to.deep.equal([]);
    });

    it("widens exposure: Services, policies, the gateway, entrances, pods in their host's network", () => {
        expect(dangersOf(service({ type: "ClusterIP" }), service({ type: "LoadBalancer" }))).to.deep.equal(["exposure: type ClusterIP -> LoadBalancer"]);
        expect(dangersOf(service({ type: "LoadBalancer" }), service({ type: "ClusterIP" }))).to.deep.equal([]);
        expect(dangersOf(service({ ports: [{ port: 1 }] }), service({ ports: [{ port: 1 }, { port: 2 }] }))).to.deep.equal(["exposure: port 2 is new"]);
        expect(dangersOf(undefined, service({ type: "NodePort", ports: [{ port: 1 }] }))).to.deep.equal(["exposure: a Service of type NodePort, with port 1"]);
        expect(dangersOf(object("NetworkPolicy"), undefined)[1]).to.equal("exposure: all pods of the cluster reach what it kept them from");
        expect(dangersOf(object("NetworkPolicy", { spec: { ingress: [] } }), object("NetworkPolicy", { spec: { ingress: [{}] } }))).to.deep.equal(["exposure: what it lets in changes"]);
        expect(dangersOf(object("Deployment", {}, "g", { labels: { "app.kubernetes.io/name": "gateway" } }), undefined)[1]).to.equal("exposure: the gateway is gone: nothing asks for a password");
        expect(dangersOf(undefined, object("Ingress"))).to.deep.equal(["exposure: it lets others in from outside"]);
        expect(dangersOf(undefined, object("DaemonSet", { spec: { template: { spec: { hostNetwork: true } } } }))).to.deep.equal(["exposure: its pods have hostNetwork"]);
        const host = {
            hostNetwork: true,
            enableAdminAPI: true,
            volumes: [{ name: "root", hostPath: { path: "/" } }],
            containers: [{ name: "c", ports: [{ hostPort: 80 }], securityContext: { privileged: true } }],
        };
        expect(dangersOf(object("Prometheus", { spec: {} }), object("Prometheus", { spec: host })).filter((text) => text.startsWith("exposure"))).to.deep.equal([
            "exposure: its pods have hostNetwork",
            "exposure: its pods have the host's path /",
            "exposure: its pods have the host's port 80",
            "exposure: its pods have the privileged container c",
            "exposure: whoever reaches it may delete series",
        ]);
        expect(dangersOf(service({}), service({ externalIPs: ["203.0.113.1"] }))).to.deep.equal(["exposure: it is reached at 203.0.113.1"]);
    });

    it("changes an output, and shows no secret one", () => {
        const { flags, status } = compareStacks("s", stack([], { url: "a", password: "hunter2", old: 1 }), stack([], { url: "b", password: "hunter3", fresh: [1] }));
        expect(status).to.equal("changed");
        expect(flags.map(({ danger, object: name, text }) => `${danger} ${name} ${text}`)).to.deep.equal([
            "outputs fresh is new: [1]",
            "outputs old is gone",
            "outputs password [secret] -> [secret]",
            "outputs url a -> b",
        ]);
    });
});

describe("a diff as a comment", () => {
    const many = (value: string) => stack([...Array(40).keys()].map((i) => object("ConfigMap", { data: { text: `${value}${i} <b>\n\`\`\`\n`.repeat(20) } }, `c${i}`)));
    const diffs = [compareStacks("edge", many("a"), many("b"))];

    it("has the words, and folded what fits, and says what is left out", () => {
        const text = diffMarkdown(diffs, "main", 20_000);
        expect(text.startsWith(`${marker}\n\n**What changes in the clusters**, against main\n\n### Stack edge: 40 objects change`)).to.equal(true);
        expect(text.length).to.be.within(15_000, 20_000);
        const shown = text.match(/<details>/g)!.length;
        expect(text).to.contain(`_${40 - shown} of the YAML diffs are left out, for this comment's length. All of them: \`npx multicluster-prometheus diff --stack 'edge'\`_`);
        expect(text.match(/^- ConfigMap n\/c\d+: /gm)).to.have.length(40);
    });

    it("keeps the words where nothing else fits, and leaves nothing out where all does", () => {
        expect(diffMarkdown(diffs, "main", 1000).match(/^- ConfigMap/gm)).to.have.length(40);
        const whole = diffMarkdown(diffs, "main", 1_000_000);
        expect(whole.match(/<details>/g)).to.have.length(40);
        expect(whole).not.to.contain("left out");
    });
});
