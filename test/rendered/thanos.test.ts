import { expect } from "chai";
import { globalValues } from "../../components/values/global";
import { Values } from "../../components/values/merge";
import { thanosLabels, thanosName, thanosNames, thanosValues } from "../../components/values/thanos";
import { customResourceErrors } from "../support/customResources";
import { chartCrds, findChart, findThanosChart, Manifest, render } from "../support/helm";
import { skip } from "../support/skip";

const bucket = { receiver: "thanos", edges: ["paris"], objectStorage: { secretName: "bucket" } };
const variants: Record<string, Values> = {
    "a bucket": bucket,
    "a volume in place of a bucket": { ...bucket, objectStorage: { fileSystem: {} } },
    "a storage class": { ...bucket, storageClassName: "fast", thanos: { ingesters: 5 } },
};
const longest = "a".repeat(26);
const isWorkload = ({ kind }: Manifest) => ["Deployment", "StatefulSet"].includes(kind);
const podOf = (manifest: Manifest) => manifest.spec.template.spec;

/** What of a pod the Pod Security level "restricted" forbids: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
function restrictedViolations(pod: any): string[] {
    const { securityContext = {}, volumes = [], hostNetwork, hostPID, hostIPC, initContainers = [], containers } = pod;
    const volumeTypes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];
    const ofContainers = [...initContainers, ...containers].flatMap(({ name, securityContext: own = {}, ports = [] }: any) => [
        ...(own.allowPrivilegeEscalation === false ? [] : [`${name} may escalate`]),
        ...(own.capabilities?.drop?.includes("ALL") && own.capabilities.add === undefined ? [] : [`${name} has capabilities`]),
        ...((own.runAsNonRoot ?? securityContext.runAsNonRoot) === true ? [] : [`${name} may be root`]),
        ...((own.seccompProfile ?? securityContext.seccompProfile)?.type === "RuntimeDefault" ? [] : [`${name} has no seccomp profile`]),
        ...(own.privileged || ports.some(({ hostPort }: any) => hostPort) ? [`${name} is privileged or on the host`] : []),
    ]);
    return [
        ...ofContainers,
        ...(hostNetwork || hostPID || hostIPC ? ["is on the host"] : []),
        ...volumes.filter((volume: any) => !volumeTypes.some((type) => type in volume)).map(({ name }: any) => `volume ${name}`),
    ];
}

// What this does not prove: that Thanos runs with it; the end-to-end tests do.
describe("the rendered Thanos chart", function () {
    this.timeout(120_000);
    let chart: string;
    const rendered = (args: Values): Manifest[] => {
        const releaseName = args.releaseName ?? "kube-prometheus-stack";
        return render(chart, thanosValues(args as any), args.namespace ?? "monitoring", thanosName(releaseName));
    };
    const workload = (manifests: Manifest[], part: string) => {
        const [found] = manifests.filter((manifest) => isWorkload(manifest) && manifest.metadata.name.endsWith(`-thanos-${part}`));
        return { ...found, args: podOf(found).containers[0].args as string[] };
    };

    before(function () {
        const found = findThanosChart();
        chart = "chart" in found ? found.chart : skip(this, found.missing);
    });

    it("is five parts and no ruler, with as many pods as are asked for, and a budget for each that has some", () => {
        const list = (args: Values) => rendered(args).filter(isWorkload).map(({ kind, metadata, spec }) => `${kind} ${metadata.name} ${spec.replicas}`).sort();
        const parts = (ingesters: number) => [
            "Deployment kube-prometheus-stack-thanos-query 2",
            "Deployment kube-prometheus-stack-thanos-receive-router 2",
            "StatefulSet kube-prometheus-stack-thanos-compact 1",
            `StatefulSet kube-prometheus-stack-thanos-receive-ingestor ${ingesters}`,
            "StatefulSet kube-prometheus-stack-thanos-store-gateway 2",
        ];
        expect(list(variants["a bucket"])).to.deep.equal(parts(3));
        expect(list(variants["a storage class"])).to.deep.equal(parts(5));
        const budgets = rendered(bucket).filter(({ kind }) => kind === "PodDisruptionBudget");
        expect(budgets.map(({ metadata, spec }) => `${metadata.name.replace("kube-prometheus-stack-thanos-", "")} ${spec.maxUnavailable}`).sort()).to.deep.equal([
            "query 1",
            "receive-ingestor 1",
            "receive-router 1",
            "store-gateway 1",
        ]);
    });

    it("tells each part what it must know", () => {
        const manifests = rendered({ ...bucket, retention: "30d", outageTolerance: "1d" });
        expect(workload(manifests, "receive-router").args).to.include.members(["--receive.replication-factor=3", "--receive.hashrings-algorithm=ketama", "--receive.limits-config-file=/etc/thanos-limits/limits.yaml"]);
        expect(workload(manifests, "receive-ingestor").args).to.include.members(["--receive.tenant-label-name=cluster", "--tsdb.out-of-order.time-window=1d", "--tsdb.retention=48h"]);
        expect(workload(manifests, "compact").args).to.include.members(["--wait", "--retention.resolution-raw=30d", "--retention.resolution-1h=30d", "--deduplication.replica-label=receive_replica"]);
        expect(workload(manifests, "query").args).to.include.members(["prometheus_replica", "thanos_ruler_replica", "receive_replica"].map((label) => `--query.replica-label=${label}`));
    });

    it("finds each other part where it is", () => {
        const manifests = rendered({ ...variants["a storage class"], namespace: "metrics", releaseName: "kps" });
        const services = manifests.filter(({ kind, spec }) => kind === "Service" && spec.ports.some(({ name }: any) => name === "grpc"));
        const hosts = services.map(({ metadata }) => `${metadata.name}.metrics.svc.cluster.local`);
        const asked = workload(manifests, "query").args.flatMap((flag) => /^--endpoint=dnssrv\+_grpc\._tcp\.(.+)$/.exec(flag)?.[1] ?? []);
        expect(asked).to.have.length(3);
        // The operator makes that Service.
        expect(asked.filter((host) => !hosts.includes(host))).to.deep.equal(["thanos-ruler-operated.metrics.svc.cluster.local"]);
        const [{ data }] = manifests.filter(({ kind, metadata }) => kind === "ConfigMap" && metadata.name.endsWith("-hashrings"));
        const [{ endpoints }] = JSON.parse(data["hashrings.json"]);
        const names = endpoints.map((endpoint: any) => endpoint.address ?? endpoint).sort();
        expect(names).to.deep.equal([0, 1, 2, 3, 4].map((n) => `kps-thanos-receive-ingestor-${n}.kps-thanos-receive-ingestor-headless.metrics.svc.cluster.local:10901`));
    });

    it("mounts the Secrets, ConfigMaps and claims that are made for it, and no others", () => {
        const { limits, objectStorage } = thanosNames("kps");
        for (const [what, args] of Object.entries(variants)) {
            const manifests = rendered({ ...args, releaseName: "kps" });
            const volumes = manifests.filter(isWorkload).flatMap((manifest) => podOf(manifest).volumes ?? []);
            const names = volumes.map(({ secret, configMap, persistentVolumeClaim }: any) => secret?.secretName ?? configMap?.name ?? persistentVolumeClaim?.claimName);
            const storage = what === "a volume in place of a bucket" ? objectStorage : "bucket";
            expect([...new Set(names)].sort(), what).to.deep.equal([storage, limits, "kps-thanos-receive-router-hashrings"].sort());
            expect(manifests.filter(({ kind }) => kind === "Secret"), what).to.deep.equal([]);
        }
    });

    it("has a volume of the asked class, else of the cluster's default, for each that keeps something", () => {
        const classes = (args: Values) => {
            const templates = rendered(args).filter(({ kind }) => kind === "StatefulSet").flatMap(({ spec }) => spec.volumeClaimTemplates);
            return templates.map(({ spec }: any) => [spec.storageClassName, spec.resources.requests.storage]);
        };
        expect(classes(bucket)).to.deep.equal([[undefined, "8Gi"], [undefined, "50Gi"], [undefined, "8Gi"]]);
        expect(classes(variants["a storage class"])).to.deep.equal([["fast", "8Gi"], ["fast", "50Gi"], ["fast", "8Gi"]]);
    });

    it("has names that are short enough with the longest name of a release, and one each", () => {
        const manifests = rendered({ ...bucket, releaseName: longest });
        for (const { kind, metadata } of manifests) {
            // A pod's label is the name of its StatefulSet and a hash.
            expect(metadata.name.length + (kind === "StatefulSet" ? 11 : 0), `${kind} ${metadata.name}`).to.be.at.most(63);
            for (const [label, value] of Object.entries<string>((metadata as any).labels)) {
                expect(String(value).length, `${kind} ${metadata.name} ${label}`).to.be.at.most(63);
            }
        }
        expect(new Set(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size).to.equal(manifests.length);
        expect(Object.values(thanosNames(longest)).every((name) => name.length <= 63)).to.equal(true);
    });

    it("has pods that the level restricted lets run, with the labels that policies select them by", () => {
        for (const args of Object.values(variants)) {
            for (const manifest of rendered(args).filter(isWorkload)) {
                const part = manifest.metadata.name.replace("kube-prometheus-stack-thanos-", "");
                expect(restrictedViolations(podOf(manifest)), part).to.deep.equal([]);
                expect(manifest.spec.template.metadata.labels, part).to.include(thanosLabels("kube-prometheus-stack", part));
            }
        }
        expect(restrictedViolations({ containers: [{ name: "c" }], volumes: [{ name: "v", hostPath: {} }] })).to.have.length(5);
    });

    describe("beside kube-prometheus-stack", () => {
        let stackChart: string;
        const stack = (args: Values): Manifest[] => {
            const values = globalValues(args as any, { existingSecret: "s", userKey: "u", passwordKey: "p" });
            return render(stackChart, values, "monitoring", args.releaseName);
        };

        before(function () {
            const found = findChart();
            stackChart = "chart" in found ? found.chart : skip(this, found.missing);
        });

        it("has its parts scraped, by objects that the operator's definitions allow", () => {
            const { errors, validated } = customResourceErrors(rendered(bucket), chartCrds(stackChart));
            expect([errors, validated]).to.deep.equal([[], 5]);
        });

        it("has jobs of the names that the alerts ask for", () => {
            const services = [...rendered(bucket), ...stack(bucket)].filter(({ kind }) => kind === "Service");
            const jobs = new Set(services.flatMap(({ metadata }) => [metadata.name, (metadata as any).labels?.["app.kubernetes.io/component-instance"]]));
            const { groups } = globalValues(bucket as any, { existingSecret: "s", userKey: "u", passwordKey: "p" }).additionalPrometheusRulesMap.thanos;
            const asked = [...JSON.stringify(groups).matchAll(/job=\\"([^"\\]+)\\"/g)].map(([, job]) => job);
            expect(new Set(asked).size).to.equal(6);
            expect(asked.filter((job) => !jobs.has(job))).to.deep.equal([]);
        });

        it("has a ruler that reads the object storage as the others do, and evaluates what Prometheus does not", () => {
            const manifests = stack({ ...bucket, objectStorage: { fileSystem: {} } });
            const [{ spec }] = manifests.filter(({ kind }) => kind === "ThanosRuler");
            expect(spec.objectStorageConfig).to.deep.equal({ name: "kube-prometheus-stack-thanos-object-storage", key: "objstore.yml" });
            expect(spec.securityContext).to.deep.include({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
            const label = "multicluster-prometheus/evaluated-by";
            const local = manifests.filter(({ kind, metadata }) => kind === "PrometheusRule" && label in ((metadata as any).labels ?? {}));
            expect(local.flatMap(({ spec: rules }) => rules.groups.map(({ name }: any) => name))).to.deep.equal(["thanos"]);
            const [prometheus] = manifests.filter(({ kind }) => kind === "Prometheus");
            expect(prometheus.spec.ruleSelector).to.deep.equal({ matchLabels: { [label]: "prometheus" } });
            expect(spec.ruleSelector).to.deep.equal({ matchExpressions: [{ key: label, operator: "DoesNotExist" }] });
        });

        it("has a ruler whose StatefulSet's name is short enough with the longest name of a release", () => {
            const [{ metadata }] = stack({ ...bucket, releaseName: longest }).filter(({ kind }) => kind === "ThanosRuler");
            expect(`thanos-ruler-${metadata.name}`.length + 11).to.be.at.most(63);
        });
    });
});
