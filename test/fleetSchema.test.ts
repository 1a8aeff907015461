import Ajv from "ajv";
import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";
import { parse, stringify } from "yaml";
import { parseFleet } from "../cli/fleet/file";
import { ReadContexts } from "../cli/fleet/kubeconfig";
import { fleetSchema } from "../scripts/fleet-schema";

const root = join(__dirname, "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");

// Which contexts there are is no question of a schema, nor what is within a text, such as a duration.
const contexts: ReadContexts = (path) => ({ names: ["global", "paris", "tokyo-production"], current: path });

describe("fleet.schema.json", () => {
    const file = JSON.parse(read("fleet.schema.json"));
    const accepts = new Ajv({ allowUnionTypes: true }).compile(file);
    const edge = (config: unknown) => ({ global: null, edges: { paris: { config } } });
    const global = (config: unknown) => ({ global: { config }, edges: { paris: null } });
    const key = { name: "a", key: "b" };

    /** What both say of a file; they must agree. */
    const isRight = (content: unknown): boolean => {
        const { problems } = parseFleet(stringify(content), "multicluster-prometheus", contexts);
        expect(accepts(content), `${JSON.stringify(content)}: ${problems.join("; ") || JSON.stringify(accepts.errors)}`).to.equal(problems.length === 0);
        return problems.length === 0;
    };

    it("is the one that is made from what fleet checks the file by", () => {
        expect(file, "run: npm run generate").to.deep.equal(JSON.parse(JSON.stringify(fleetSchema(JSON.parse(read("test", "golden", "schema.json"))))));
    });

    it("is named in the example, and takes that and the one in docs/fleet.md", () => {
        const example = read("examples", "fleet.yaml");
        const [, path] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(example)!;
        expect(JSON.parse(read("examples", path))).to.deep.equal(file);
        const [documented] = [.../```yaml\n([\s\S]*?)```/.exec(read("docs", "fleet.md"))!].slice(1);
        for (const text of [example, documented]) {
            expect(isRight(parse(text))).to.equal(true);
        }
    });

    const good: [what: string, content: unknown][] = [
        ["no more than names", { global: null, edges: { paris: null } }],
        ["defaults of both roles", { defaults: { config: { scrapeInterval: "30s", retention: "5d", queueConfig: { maxShards: 20 } } }, global: {}, edges: { paris: {} } }],
        ["a file and a context each", { organization: "acme", defaults: { kubeconfig: "~/all" }, global: { kubeconfig: "g", context: "global" }, edges: { "1a": { kubeconfig: "p" } } }],
        ["configuration of another namespace", edge({ "kubernetes:enableServerSideApply": "true", "acme:team": { a: [1] } })],
        ["nested settings", global({ clusterName: "hub", tls: { issuerRef: { name: "ca" } }, alerting: { receivers: { team: { slack: { apiUrl: key, channel: "#a" } } } }, serviceType: "NodePort", hostname: "h", nodePort: 30090 })],
        ["the receiver thanos", global({ receiver: "thanos", objectStorage: { secretName: "a" }, limits: { series: 1, edges: { paris: { requestSize: "4Mi" } } }, thanos: { ingesters: 3 } })],
        ["authentication without a secret", edge({ remoteWriteAuth: { sigv4: { region: "eu-central-1" }, headers: { "X-Scope-OrgID": "a" } } })],
        ["Helm values", edge({ values: { a: { password: { name: "a" } } }, writeRelabelConfigs: [{ sourceLabels: ["a"], action: "drop", regex: "b" }] })],
    ];
    for (const [what, content] of good) {
        it(`takes ${what}, as fleet does`, () => {
            expect(isRight(content)).to.equal(true);
        });
    }

    const bad: [what: string, content: unknown][] = [
        ["no map", []],
        ["nothing", {}],
        ["no edges", { global: null, edges: {} }],
        ["a list of edges", { global: null, edges: ["paris"] }],
        ["another key", { global: null, edges: { paris: null }, default: {} }],
        ["another key of a cluster", { global: { contxt: "a" }, edges: { paris: null } }],
        ["another key of the defaults", { defaults: { context: "a" }, global: null, edges: { paris: null } }],
        ["a name that is none", { global: null, edges: { Paris: null } }],
        ["a name that is too long", { global: null, edges: { ["a".repeat(59)]: null } }],
        ["an edge that is called global", { global: null, edges: { global: null } }],
        ["an organization that is no text", { organization: 1, global: null, edges: { paris: null } }],
        ["a kubeconfig's content", { global: { kubeconfig: "apiVersion: v1\nkind: Config" }, edges: { paris: null } }],
        ["a kubeconfig as a map", { global: { kubeconfig: { users: [] } }, edges: { paris: null } }],
        ["an empty context", { global: { context: "" }, edges: { paris: null } }],
        ["configuration that is a list", edge([])],
        ["another key of configuration", edge({ scrapeIntervall: "30s" })],
        ["a key of the other role", edge({ retention: "10d" })],
        ["a key of the other role at global", global({ queueConfig: {} })],
        ["a key with the project's name", edge({ "multicluster-prometheus:scrapeInterval": "30s" })],
        ...["role", "edges", "globalStack", "remoteWriteUrl", "kubernetes:kubeconfig", "kubernetes:context", "clusterName"].map((own): [string, unknown] => [`${own}, which the file says itself`, edge({ [own]: "a" })]),
        ["clusterName for all", { defaults: { config: { clusterName: "a" } }, global: null, edges: { paris: null } }],
        ["a number for a text", edge({ storageSize: 10 })],
        ["a text for a switch", global({ gateway: "yes" })],
        ["a text for a number", global({ serviceType: "NodePort", hostname: "h", nodePort: "30090" })],
        ["a fraction", edge({ queueConfig: { maxShards: 1.5 } })],
        ["nothing for a text", edge({ storageSize: null })],
        ["another platform", edge({ platform: "OKE" })],
        ["another type of Service", global({ serviceType: "ExternalName" })],
        ["a password", edge({ remoteWriteAuth: { basicAuth: { username: "a", password: "b" } } })],
        ["a user without a password", edge({ remoteWriteAuth: { basicAuth: { username: "a" } } })],
        ["a key in clear", edge({ remoteWriteAuth: { tls: { clientKey: "a" } } })],
        ["another key of the queue", edge({ queueConfig: { max_shards: 1 } })],
        ["another key of the resources", edge({ resources: { request: {} } })],
        ["another key of relabeling", edge({ writeRelabelConfigs: [{ source_labels: ["a"] }] })],
        ["another key of authentication", edge({ remoteWriteAuth: { sigV4: {} } })],
        ["another key of TLS", global({ tls: { secret: "a" } })],
        ["another key of an issuer", global({ tls: { issuerRef: { name: "a", kinds: "b" } } })],
        ["another key of a receiver", global({ alerting: { receivers: { team: { pager: {} } } } })],
        ["a receiver without its URL", global({ alerting: { receivers: { team: { webhook: {} } } } })],
        ["a bucket's configuration", global({ receiver: "thanos", objectStorage: { configuration: "type: S3" } })],
        ["another receiver", global({ receiver: "mimir" })],
        ["another key of limits", global({ receiver: "thanos", objectStorage: { secretName: "a" }, limits: { edges: { paris: { edges: {} } } } })],
        ["another key of the Secret with the bucket", global({ receiver: "thanos", objectStorage: { secretName: "a", name: "b" } })],
        ["another key of a Secret's key", global({ alerting: { deadMansSwitch: { ...key, optional: true } } })],
    ];
    for (const [what, content] of bad) {
        it(`refuses ${what}, as fleet does`, () => {
            expect(isRight(content)).to.equal(false);
        });
    }

    it("describes each key", () => {
        const undescribed: string[] = [];
        const walk = (path: string, { properties = {}, definitions = {} }: Record<string, any>) => {
            for (const [name, value] of Object.entries<any>(properties)) {
                if (!value.description && value.not === undefined) {
                    undescribed.push(`${path}.${name}`);
                }
                walk(`${path}.${name}`, value);
            }
            Object.entries<any>(definitions).forEach(([name, value]) => walk(name, value));
        };
        walk("", file);
        expect(undescribed).to.deep.equal([]);
    });
});
