import { expect } from "chai";
import { limitsConfiguration, limitsOf } from "../../components/values/limits";
import { thanosValues } from "../../components/values/thanos";
import { globalValues } from "../../components/values/global";
import { gatewayConfiguration } from "../../components/values/gateway";
import { localRule, otherRules } from "../../components/values/localRule";

const bucket = { receiver: "thanos", edges: ["paris"], objectStorage: { secretName: "bucket" } } as const;
const admin = { existingSecret: "admin", userKey: "u", passwordKey: "p" };
const two = { podDisruptionBudget: { enabled: true, maxUnavailable: 1 }, replicas: 2 };

describe("the values of Thanos", () => {
    it("have these defaults, and no others", () => {
        expect(thanosValues(bucket as any)).to.deep.equal({
            fullnameOverride: "kube-prometheus-stack-thanos",
            objstoreConfig: { create: false, name: "bucket", key: "objstore.yml" },
            serviceMonitor: { enabled: true },
            autoGomemlimit: { enabled: true },
            additionalReplicaLabels: ["prometheus_replica", "thanos_ruler_replica"],
            additionalEndpoints: ["dnssrv+_grpc._tcp.thanos-ruler-operated.monitoring.svc.cluster.local"],
            query: two,
            receive: {
                enabled: true,
                replicationFactor: 3,
                ingestor: {
                    ...two,
                    replicas: 3,
                    extraVolumes: [],
                    extraVolumeMounts: [],
                    persistence: { enabled: true, storageClass: null, size: "50Gi" },
                    resources: { requests: { cpu: "500m", memory: "2Gi" } },
                    terminationGracePeriodSeconds: 900,
                    extraArgs: ["--receive.tenant-label-name=cluster", "--tsdb.out-of-order.time-window=8h", "--tsdb.too-far-in-future.time-window=10m"],
                },
                router: {
                    ...two,
                    extraVolumes: [{ name: "limits", configMap: { name: "kube-prometheus-stack-thanos-limits" } }],
                    extraVolumeMounts: [{ name: "limits", mountPath: "/etc/thanos-limits", readOnly: true }],
                    extraArgs: [
                        "--receive.hashrings-algorithm=ketama",
                        "--receive.limits-config-file=/etc/thanos-limits/limits.yaml",
                        "--receive-forward-timeout=20s",
                    ],
                },
            },
            storeGateway: { enabled: true, ...two, extraVolumes: [], extraVolumeMounts: [], persistence: { enabled: true, storageClass: null } },
            compact: {
                enabled: true,
                extraVolumes: [],
                extraVolumeMounts: [],
                persistence: { enabled: true, storageClass: null },
                extraArgs: ["--retention.resolution-raw=10d", "--retention.resolution-5m=10d", "--retention.resolution-1h=10d"],
            },
        });
    });

    it("take what the args say, and the raw values last", () => {
        const values = thanosValues({
            ...bucket,
            namespace: "metrics",
            releaseName: "kps",
            objectStorage: { secretName: "bucket", secretKey: "s3.yaml" },
            storageSize: "1Ti",
            storageClassName: "fast",
            outageTolerance: "1d",
            retention: "1y",
            resources: { requests: { memory: "16Gi" } },
            thanos: { ingesters: 9, values: { query: { replicas: 4 } } },
        } as any);
        expect(values.fullnameOverride).to.equal("kps-thanos");
        expect(values.objstoreConfig).to.deep.equal({ create: false, name: "bucket", key: "s3.yaml" });
        expect(values.additionalEndpoints).to.deep.equal(["dnssrv+_grpc._tcp.thanos-ruler-operated.metrics.svc.cluster.local"]);
        expect(values.receive.ingestor).to.deep.include({ replicas: 9, resources: { requests: { memory: "16Gi" } }, persistence: { enabled: true, storageClass: "fast", size: "1Ti" } });
        expect(values.receive.ingestor.extraArgs).to.include("--tsdb.out-of-order.time-window=1d");
        expect(values.compact.extraArgs[0]).to.equal("--retention.resolution-raw=1y");
        expect(values.query).to.deep.equal({ ...two, replicas: 4 });
    });

    it("mount a volume in place of a bucket wherever blocks are read or written", () => {
        const args = { ...bucket, objectStorage: { fileSystem: {} } } as any;
        const { objstoreConfig, receive, storeGateway, compact } = thanosValues(args);
        expect(objstoreConfig).to.deep.equal({ create: false, name: "kube-prometheus-stack-thanos-object-storage", key: "objstore.yml" });
        const volumes = [{ name: "object-storage", persistentVolumeClaim: { claimName: "kube-prometheus-stack-thanos-object-storage" } }];
        const mounts = [{ name: "object-storage", mountPath: "/var/thanos/objects" }];
        for (const part of [receive.ingestor, storeGateway, compact]) {
            expect([part.extraVolumes, part.extraVolumeMounts]).to.deep.equal([volumes, mounts]);
        }
        const { thanosRulerSpec } = globalValues(args, admin).thanosRuler;
        expect([thanosRulerSpec.volumes, thanosRulerSpec.volumeMounts]).to.deep.equal([volumes, mounts]);
    });

    it("make of Prometheus one that writes as an edge does, and watches over Thanos alone", () => {
        const { prometheus, thanosRuler, grafana, additionalPrometheusRulesMap } = globalValues({ ...bucket, storageSize: "1Ti", storageClassName: "fast" } as any, admin);
        const { prometheusSpec } = prometheus;
        expect(prometheusSpec).not.to.have.any.keys("enableRemoteWriteReceiver", "tsdb");
        expect(prometheusSpec.retention).to.equal("2d");
        expect(prometheusSpec.retentionSize).to.equal("8GiB");
        expect(prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources).to.deep.equal({ requests: { storage: "10Gi" } });
        expect(prometheusSpec.remoteWrite).to.deep.equal([
            {
                name: "thanos",
                url: "http://kube-prometheus-stack-thanos-receive-router.monitoring.svc:19291/api/v1/receive",
                headers: { "THANOS-TENANT": "global" },
                queueConfig: { retryOnRateLimit: true },
            },
        ]);
        expect(prometheusSpec.ruleSelector).to.deep.equal({ matchLabels: localRule });
        expect(thanosRuler.thanosRulerSpec).to.deep.include({
            queryEndpoints: ["kube-prometheus-stack-thanos-query.monitoring.svc:10902"],
            alertmanagersUrl: ["http://kube-prometheus-stack-alertmanager.monitoring.svc:9093"],
            ruleSelector: otherRules,
            objectStorageConfig: { existingSecret: { name: "bucket", key: "objstore.yml" } },
        });
        expect(thanosRuler.thanosRulerSpec.storage.volumeClaimTemplate.spec).to.deep.equal({
            accessModes: ["ReadWriteOnce"],
            storageClassName: "fast",
            resources: { requests: { storage: "10Gi" } },
        });
        expect(grafana.sidecar.datasources.url).to.equal("http://kube-prometheus-stack-thanos-query.monitoring.svc:10902/");
        const labels = Object.entries<any>(additionalPrometheusRulesMap).map(([name, { additionalLabels }]) => [name, additionalLabels]);
        expect(labels).to.deep.equal([["node-recording-by-cluster", undefined], ["chart-by-cluster", undefined], ["fleet", undefined], ["thanos", localRule]]);
    });

    it("have each edge write as its own tenant, whatever its request says", () => {
        const route = { url: "http://router:19291/api/v1/receive", replacesPath: true, requires: ["A: b"], sets: ["THANOS-TENANT: paris"], concurrentRequests: 5 };
        expect(gatewayConfiguration([{ edge: "paris", password: "secret" }], () => route).users).to.deep.equal([
            {
                name: "paris",
                username: "paris",
                password: "secret",
                max_concurrent_requests: 5,
                url_map: [
                    {
                        src_paths: ["/api/v1/write"],
                        src_headers: ["A: b"],
                        url_prefix: "http://router:19291/api/v1/receive",
                        drop_src_path_prefix_parts: 3,
                        headers: ["THANOS-TENANT: paris"],
                    },
                ],
            },
        ]);
    });
});

describe("the limits of edges", () => {
    it("are an edge's own, else those of all, else the defaults", () => {
        expect(limitsOf(undefined, "paris")).to.deep.equal({ series: 1_000_000, requestSize: "4Mi", concurrentRequests: 50 });
        const limits = { series: 200_000, edges: { paris: { requestSize: "1Mi" } } };
        expect(limitsOf(limits, "paris")).to.deep.equal({ series: 200_000, requestSize: "1Mi", concurrentRequests: 50 });
        expect(limitsOf(limits, "tokyo")).to.deep.equal({ series: 200_000, requestSize: "4Mi", concurrentRequests: 50 });
    });

    it("are given to Thanos in bytes and series, of which it counts each once", () => {
        const limits = { series: 200_000, edges: { paris: { series: 300_000, requestSize: "1Mi" } } };
        expect(limitsConfiguration(limits, "http://prometheus:9090", "global")).to.deep.equal({
            write: {
                global: {
                    meta_monitoring_url: "http://prometheus:9090",
                    meta_monitoring_limit_query: 'sum by (tenant) (prometheus_tsdb_head_series{job=~".+-thanos-receive-ingestor"}) / 3',
                },
                default: { request: { size_bytes_limit: 4194304 }, head_series_limit: 200_000 },
                tenants: { paris: { request: { size_bytes_limit: 1048576 }, head_series_limit: 300_000 }, global: { request: { size_bytes_limit: 0 }, head_series_limit: 0 } },
            },
        });
    });
});
