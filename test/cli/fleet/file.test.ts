import { expect } from "chai";
import { CannotTell } from "../../../cli/errors";
import { problemsText } from "../../../cli/fleet/checks";
import { stackConfig } from "../../../cli/fleet/definition";
import { parseFleet, readFleet } from "../../../cli/fleet/file";
import { ReadContexts } from "../../../cli/fleet/kubeconfig";

const contexts: ReadContexts = (path) =>
    path === undefined
        ? { names: ["global", "paris", "tokyo-prod"], current: "global" }
        : path === "gone.kubeconfig" ? { unreadable: "does not exist" } : path === "empty.kubeconfig" ? { names: [] } : { names: ["admin"], current: "admin" };

const read = (text: string) => parseFleet(text, "multicluster-prometheus", contexts);
const problemsOf = (text: string) => read(text).problems;
const fleetOf = (text: string) => {
    const result = read(text);
    expect(result.problems).to.deep.equal([]);
    return "fleet" in result ? result.fleet : expect.fail("no fleet");
};

describe("the fleet's file", () => {
    it("needs no more than names", () => {
        const { global, edges } = fleetOf("global:\nedges:\n  paris:\n");
        expect(global).to.deep.equal({ name: "global", role: "global", context: "global", config: {} });
        expect(edges).to.deep.equal([{ name: "paris", role: "edge", context: "paris", config: {} }]);
    });

    it("gives each stack its configuration: its own before the defaults, and of these those that its role knows", () => {
        const fleet = fleetOf(`
organization: acme
defaults:
  config: {outageTolerance: 12h, scrapeInterval: 30s, retention: 5d, queueConfig: {maxShards: 20}, "kubernetes:enableSecretMutable": "false"}
global: {config: {hostname: prometheus.example.com}}
edges:
  paris: {config: {scrapeInterval: 60s}}
  tokyo: {kubeconfig: tokyo.kubeconfig}
`);
        const shared = { "kubernetes:enableSecretMutable": "false", "multicluster-prometheus:outageTolerance": "12h" };
        expect(stackConfig(fleet, fleet.global)).to.deep.equal({
            ...shared,
            "kubernetes:enableConfigMapMutable": "true",
            "kubernetes:context": "global",
            "multicluster-prometheus:role": "global",
            "multicluster-prometheus:edges": ["paris", "tokyo"],
            "multicluster-prometheus:scrapeInterval": "30s",
            "multicluster-prometheus:retention": "5d",
            "multicluster-prometheus:hostname": "prometheus.example.com",
        });
        const edge = { ...shared, "multicluster-prometheus:role": "edge", "multicluster-prometheus:globalStack": "acme/multicluster-prometheus/global", "multicluster-prometheus:queueConfig": { maxShards: 20 } };
        expect(stackConfig(fleet, fleet.edges[0])).to.deep.equal({
            ...edge,
            "kubernetes:context": "paris",
            "multicluster-prometheus:clusterName": "paris",
            "multicluster-prometheus:scrapeInterval": "60s",
        });
        expect(stackConfig(fleet, fleet.edges[1])).to.deep.equal({
            ...edge,
            "kubernetes:kubeconfig": "tokyo.kubeconfig",
            "multicluster-prometheus:clusterName": "tokyo",
            "multicluster-prometheus:scrapeInterval": "30s",
        });
    });

    it("shares a kubeconfig", () => {
        const { global, edges } = fleetOf("defaults: {kubeconfig: shared}\nglobal: {context: admin}\nedges: {paris: {context: admin, config: {namespace: edge}}}");
        expect([global, edges[0]].map(({ kubeconfig, context }) => [kubeconfig, context])).to.deep.equal([["shared", "admin"], ["shared", "admin"]]);
    });

    it("is refused with all its problems at once", () => {
        const text = `
default: {}
organization: acme
defaults: {config: {scrapeIntervall: 30s, role: edge}}
global: {context: globl, config: {queueConfig: {}, retention: 10}}
edges:
  paris: {config: {storageSize: much, clusterName: x}}
  tokyo: {kubeconfig: gone.kubeconfig}
  osaka: {kubeconfig: empty.kubeconfig}
  kyoto: {context: paris}
`;
        // A file of the wrong shape says no fleet, whose clusters could be looked at.
        expect(problemsOf(text)).to.deep.equal(['default is not known: "defaults" was meant']);
        expect(problemsOf(text.replace("default: {}\n", ""))).to.deep.equal([
            'defaults.config.scrapeIntervall is not a key of this project: "scrapeInterval" was meant',
            "defaults.config.role is not set here: it is global's or an edge's by its place in the file; remove it",
            'global.config.queueConfig is a key of the role "edge"; remove it',
            "edges.paris.config.clusterName is not set here: it is the edge's name; remove it",
            'global.context "globl" is not in kubectl\'s kubeconfig: "global" was meant',
            'edges.tokyo.kubeconfig "gone.kubeconfig" does not exist',
            "edges.osaka.context is not set, and empty.kubeconfig has no current context: none",
            "edges.kyoto is the same cluster as edges.paris: give it a context of its own, or a namespace",
            'global.config.retention 10 must be a Prometheus duration over zero: whole numbers with the units "y", "w", "d", "h", "m", "s" and "ms", in that order; such as "10d"',
            'edges.paris.config.storageSize "much" must be a Kubernetes quantity over zero: a number with a unit such as "Gi" or "G"; such as "50Gi"',
        ]);
    });

    it("is refused where a key has the project's name, under which it would count before what the file says itself", () => {
        const text = 'defaults: {config: {"multicluster-prometheus:scrapeInterval": 30s}}\nglobal:\nedges: {paris: {config: {"multicluster-prometheus:clusterName": rome}}}';
        expect(problemsOf(text)).to.deep.equal([
            'defaults.config.multicluster-prometheus:scrapeInterval has the project\'s name: write "scrapeInterval"',
            'edges.paris.config.multicluster-prometheus:clusterName has the project\'s name: write "clusterName"',
        ]);
        const fleet = fleetOf("global:\nedges: {paris: }");
        const edge = { ...fleet.edges[0], config: { clusterName: "rome" } };
        expect(stackConfig(fleet, edge)["multicluster-prometheus:clusterName"]).to.equal("paris");
    });

    it("is refused where its shape is wrong", () => {
        expect(problemsOf("[]")).to.deep.equal(["the file must be a map of organization, defaults, global, edges"]);
        expect(problemsOf("")).to.deep.equal(["the file must be a map of organization, defaults, global, edges"]);
        expect(problemsOf("edges: [paris]")).to.deep.equal([
            "global is not set; it must be the cluster that receives, such as: global: {context: global}",
            "edges must be a map of clusters by name, such as: edges: {paris: {context: paris}}",
        ]);
        expect(problemsOf("organization: 1\nglobal: {contxt: x}\nedges: {Paris: x, global: {config: []}, tokyo: {kubeconfig: 3}}")).to.deep.equal([
            "organization 1 must be a text that is not empty",
            'global.contxt is not known: "context" was meant',
            'edges.Paris "Paris" must be a DNS label: at most 58 lowercase letters, digits and "-", with a letter or digit first and last; such as "paris"',
            "edges.Paris must be a map of kubeconfig, context, config",
            "edges.global is the name of the global cluster; each cluster needs its own",
            "edges.global.config [] must be a map",
            "edges.tokyo.kubeconfig 3 must be a text that is not empty",
        ]);
    });

    it("is refused where an edge is called as the global cluster is, or as --only calls it", () => {
        const own = "is the name of the global cluster; each cluster needs its own";
        expect(problemsOf("global: {config: {clusterName: hub}}\nedges: {global: , hub: , paris: }")).to.deep.equal([`edges.global ${own}`, `edges.hub ${own}`]);
    });

    it("is refused where it has a secret, which is not shown", () => {
        const auth = "{basicAuth: {username: u, password: hunter2}, tls: {clientKey: hunter3}}";
        const text = `defaults: {config: {values: {a: {secure: v1xyz}}}}\nglobal:\nedges: {paris: {config: {remoteWriteAuth: ${auth}}}}`;
        const is = "is a secret, which this file is no place for; take all of";
        expect(problemsOf(text)).to.deep.equal([
            `defaults.config.values.a ${is} values out of it, and: pulumi config set --secret --stack STACK --path 'values.a'`,
            `edges.paris.config.remoteWriteAuth.basicAuth.password ${is} remoteWriteAuth out of it, and: pulumi config set --secret --stack edge-paris --path 'remoteWriteAuth.basicAuth.password'`,
            `edges.paris.config.remoteWriteAuth.tls.clientKey ${is} remoteWriteAuth out of it, and: pulumi config set --secret --stack edge-paris --path 'remoteWriteAuth.tls.clientKey'`,
        ]);
    });

    it("is refused where it has a bucket's configuration, which holds its key", () => {
        expect(problemsOf("global: {config: {receiver: thanos, objectStorage: {configuration: hunter2}}}\nedges: {paris: }")).to.deep.equal([
            "global.config.objectStorage.configuration is a secret, which this file is no place for; take all of objectStorage out of it, and: pulumi config set --secret --stack global --path 'objectStorage.configuration'",
        ]);
    });

    it("is refused where a kubeconfig is in it, which is not shown", () => {
        const text = 'defaults: {kubeconfig: \'{"users": [{"token": "hunter2"}]}\'}\nglobal: {kubeconfig: {users: [{token: hunter2}]}}\nedges:\n  paris:\n    kubeconfig: |\n      apiVersion: v1\n      token: hunter2\n';
        const must = "must be the path of a kubeconfig, not what is in it";
        expect(problemsOf(text)).to.deep.equal([`defaults.kubeconfig ${must}`, `global.kubeconfig ${must}`, `edges.paris.kubeconfig ${must}`]);
    });

    it("is refused, not crashed over, where it cannot be understood or read", () => {
        expect(problemsOf("global: *x\nedges: {paris: }")[0]).to.match(/^Unresolved alias .*: x$/);
        expect(problemsOf("defaults: {config: {constructor: {a: 1}}}\nglobal: {config: {toString: 1}}\nedges: {paris: }")).to.deep.equal([
            "defaults.config.constructor is not a key of this project; remove it",
            "global.config.toString is not a key of this project; remove it",
        ]);
        expect(() => readFleet(__dirname)).to.throw(CannotTell, /cannot be read: EISDIR.*; --file names the fleet's file, such as --file fleet.yaml$/);
    });

    it("is refused where a name is there twice, with the line", () => {
        expect(problemsOf("global:\nedges:\n  paris: {}\n  paris: {}\n")).to.deep.equal(["Map keys must be unique at line 4, column 3"]);
    });

    it("is refused where a context is another cluster's current one, or there is no kubeconfig", () => {
        expect(problemsOf("global: {kubeconfig: a}\nedges: {paris: {kubeconfig: a, context: admin}}")).to.deep.equal([
            "edges.paris is the same cluster as global: give it a context of its own, or a namespace",
        ]);
        const none: ReadContexts = () => ({ unreadable: "does not exist" });
        expect(parseFleet("global:\nedges: {paris: {kubeconfig: b}}", "p", none).problems).to.deep.equal([
            "global.kubeconfig is not set, and kubectl's own does not exist",
            'edges.paris.kubeconfig "b" does not exist',
        ]);
    });

    it("is named, and so is what was not done", () => {
        expect(problemsText("fleet.yaml", ["a is wrong"])).to.equal("fleet.yaml has a problem; nothing was changed:\n  a is wrong");
        expect(problemsText("f", ["a", "b"])).to.equal("f has 2 problems; nothing was changed:\n  a\n  b");
    });
});
