import { expect } from "chai";
import { readdirSync, readFileSync } from "fs";
import { join } from "path";
import { gunzipSync } from "zlib";
import { apacheNamespace, deployApache } from "../../../demo/apache";
import { Fleet } from "../support/fleet";
import { inventory, KubernetesObject } from "../support/inventory";
import { query } from "../support/prometheus";
import { until } from "../support/until";

const secondsToFirstSample = 120;

/** All that an object says, the data of a Secret decoded, and what Helm packs into one unpacked. */
function readable(object: KubernetesObject): string {
    const data = Object.entries<string>((object.kind === "Secret" && object.data) || {}).map(([key, encoded]) => {
        const content = Buffer.from(encoded, "base64");
        return object.type === "helm.sh/release.v1" && key === "release" ? gunzipSync(Buffer.from(content.toString(), "base64")) : content;
    });
    return [JSON.stringify(object), ...data].join("\n");
}

/** The text of each file below a folder. */
function filesBelow(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

export function deploymentSteps(fleet: () => Fleet): void {
    /** Each password that the global stack made, and the Secrets that may hold it there. */
    const passwords: Record<string, string[]> = {};

    it("deploys the global stack from nothing, with the outputs of the contract", async () => {
        const { config, deployed, edges, found, stacks } = fleet();
        deployed.global = await stacks.ofProject("global", found.global.kubeconfig, { ...config, role: "global", edges });
        const { outputs } = await deployed.global.up();
        const { edgeCredentials, grafanaAdminPassword, remoteWriteUrl } = outputs;
        expect(remoteWriteUrl.value).to.match(/^http:\/\/[^/]+:8427\/api\/v1\/write$/);
        expect(grafanaAdminPassword.value).to.match(/^[A-Za-z0-9]{32}$/);
        expect(Object.keys(edgeCredentials.value)).to.deep.equal(edges);
        const isGrafanaOn = found.values.grafana?.enabled !== false;
        const plain = (value: unknown) => ({ value, secret: false });
        expect(outputs).to.deep.equal({
            clusterName: plain("global"),
            namespace: plain("monitoring"),
            releaseName: plain("kube-prometheus-stack"),
            remoteWriteUrl: plain(remoteWriteUrl.value),
            edges: plain(edges),
            mutedEdges: plain([]),
            edgeAbsentAfter: plain("5m"),
            edgeCredentials: { value: edgeCredentials.value, secret: true },
            messageVersion: plain("V2.0"),
            caCertificate: plain(null),
            receiver: plain("prometheus"),
            queryUrl: plain("http://kube-prometheus-stack-prometheus.monitoring.svc:9090"),
            grafanaUrl: plain(isGrafanaOn ? "http://kube-prometheus-stack-grafana.monitoring.svc" : null),
            grafanaAdminPassword: { value: grafanaAdminPassword.value, secret: true },
        });
        passwords[grafanaAdminPassword.value] = ["Secret monitoring/kube-prometheus-stack-grafana-admin"];
        for (const edge of edges) {
            passwords[edgeCredentials.value[edge].password] = ["Secret monitoring/kube-prometheus-stack-gateway"];
        }
    });

    it("shows no password in the state, nor in the cluster outside of its Secret", async () => {
        const { found, stacks } = fleet();
        const state = filesBelow(stacks.stateFolder).join("\n");
        expect(state).to.contain("global-grafana-admin");
        const objects = [...(await inventory(found.global))].map(([id, object]) => [id, readable(object)]);
        expect(objects.find(([id]) => id.includes("sh.helm.release.v1.kube-prometheus-stack.v1"))?.[1]).to.contain("kube-prometheus-stack-grafana-admin");
        for (const [password, secrets] of Object.entries(passwords)) {
            expect(state.includes(password), "in the state").to.equal(false);
            expect(objects.filter(([, text]) => text.includes(password)).map(([id]) => id)).to.deep.equal(secrets);
        }
    });

    it(`deploys an edge, whose Apache is in the global Prometheus in less than ${secondsToFirstSample} s`, async () => {
        const { deployed, found, namespaces, stacks } = fleet();
        namespaces.add(apacheNamespace);
        await deployApache(found.edge);
        // So that no image is pulled within the time.
        await until("Apache runs", 300, async () => {
            const path = `/apis/apps/v1/namespaces/${apacheNamespace}/deployments/apache`;
            const { status } = await found.edge.get<{ status: { availableReplicas?: number } }>(path);
            return status.availableReplicas === 1 ? true : undefined;
        });
        deployed.edge = await stacks.ofProject("edge", found.edge.kubeconfig, fleet().edgeConfig("edge"));
        const start = Date.now();
        const firstSample = until("an Apache sample at global", 300, async () => {
            const [sample] = await query(found.global, 'apache_up{cluster="edge",namespace="apache"} == 1');
            return sample && (Date.now() - start) / 1000;
        });
        const [{ outputs }, seconds] = await Promise.all([deployed.edge.up(), firstSample]);
        console.log(`      seconds from the start of pulumi up to the first Apache sample: ${seconds.toFixed(1)}`);
        expect(seconds).to.be.below(secondsToFirstSample);
        expect(outputs).to.deep.equal({
            clusterName: { value: "edge", secret: false },
            namespace: { value: "monitoring", secret: false },
            releaseName: { value: "kube-prometheus-stack", secret: false },
            remoteWriteUrl: (await deployed.global.outputs()).remoteWriteUrl,
        });
    });

    it("changes nothing the second time", async () => {
        for (const stack of Object.values(fleet().deployed)) {
            const { summary } = await stack.up({ expectNoChanges: true });
            expect(Object.keys(summary.resourceChanges ?? {}), stack.name).to.deep.equal(["same"]);
        }
    });
}
