import { expect } from "chai";
import { edgeProblems } from "../components/validation/edge";
import { globalProblems } from "../components/validation/global";
import { describeProblem, pending, Problem } from "../components/validation/problem";

const edge = { clusterName: "paris", remoteWriteUrl: "https://prometheus.example.com/api/v1/write" };
const texts = (problems: Problem[]) => problems.map((problem) => `${problem.path} ${describeProblem(problem)}`);
const ofEdge = (args: Record<string, unknown>) => texts(edgeProblems({ ...edge, ...args }));
const ofGlobal = (args: Record<string, unknown>) => texts(globalProblems(args));

const label = (max: number) =>
    `must be a DNS label: at most ${max} lowercase letters, digits and "-", with a letter or digit first and last`;
const duration =
    'must be a Prometheus duration over zero: whole numbers with the units "y", "w", "d", "h", "m", "s" and "ms", in that order';

describe("validation of args", () => {
    it("finds nothing wrong with the least and with the most", () => {
        expect(ofGlobal({})).to.deep.equal([]);
        expect(ofEdge({})).to.deep.equal([]);
        expect(
            ofGlobal({
                clusterName: "hub-1",
                namespace: "metrics",
                releaseName: "a".repeat(26),
                chartVersion: "88.5.3",
                chartRepository: "https://charts.example.com",
                upgradeCrds: false,
                values: { grafana: { enabled: false } },
                scrapeInterval: "1m30s",
                storageSize: "1.5Ti",
                storageClassName: "fast",
                resources: { requests: { cpu: "1", memory: "2Gi" }, limits: { cpu: "500m" } },
                outageTolerance: "1d",
                retention: "1y",
                retentionSize: "512MB",
                hostname: "2001:db8::1",
                serviceType: "NodePort",
                nodePort: 31000,
            }),
        ).to.deep.equal([]);
        expect(
            ofEdge({
                clusterName: "1" + "a".repeat(62),
                queueConfig: { capacity: 1, minShards: 1, maxShards: 1, maxSamplesPerSend: 1, batchSendDeadline: "1s", minBackoff: "30ms", maxBackoff: "1m", retryOnRateLimit: false, sampleAgeLimit: "1h" },
                writeRelabelConfigs: [{ sourceLabels: ["a"], separator: ",", targetLabel: "b", regex: "c", modulus: 2, replacement: "d", action: "HashMod" }],
                additionalRemoteWrite: { mimir: { url: "https://mimir.example.com/api/v1/push", headers: { any: "thing" }, queueConfig: { maxShards: 5 } } },
                annotationDiscovery: false,
            }),
        ).to.deep.equal([]);
    });

    it("finds nothing wrong with what is not known yet", () => {
        const args = ["clusterName", "remoteWriteUrl", "values", "queueConfig", "writeRelabelConfigs", "additionalRemoteWrite", "storageSize", "chart", "resources"];
        expect(ofEdge(Object.fromEntries(args.map((arg) => [arg, pending])))).to.deep.equal([]);
        expect(ofGlobal({ serviceType: pending, nodePort: 31000, hostname: pending })).to.deep.equal([]);
        expect(ofEdge({ additionalRemoteWrite: { mimir: pending }, writeRelabelConfigs: [pending], queueConfig: { maxShards: pending } })).to.deep.equal([]);
    });

    it("wants an edge's name and destination", () => {
        expect(texts(edgeProblems({}))).to.deep.equal([
            `clusterName is not set; it ${label(63)}; such as "edge-paris"`,
            'remoteWriteUrl is not set; it must be a URL that starts with "http://" or "https://"; such as "http://prometheus.example.com:9090/api/v1/write"',
        ]);
    });

    it("refuses names that are no DNS labels or too long", () => {
        expect(ofEdge({ clusterName: "Edge_1" })).to.deep.equal([`clusterName "Edge_1" ${label(63)}; such as "edge-paris"`]);
        for (const clusterName of ["", "-a", "a-", "a.b", "a".repeat(64), 7, null]) {
            expect(ofEdge({ clusterName }), String(clusterName)).to.have.length(1);
        }
        expect(ofGlobal({ clusterName: "GLOBAL", namespace: "a b", releaseName: "a".repeat(27) })).to.deep.equal([
            `clusterName "GLOBAL" ${label(63)}; such as "global"`,
            `namespace "a b" ${label(63)}; such as "monitoring"`,
            `releaseName "${"a".repeat(27)}" ${label(26)}; such as "kube-prometheus-stack"`,
        ]);
    });

    it("refuses a URL that is none or has no scheme", () => {
        for (const remoteWriteUrl of ["prometheus.example.com/api/v1/write", "ftp://example.com", "http://", "http:// example.com", "", 1, "http://[::1/"]) {
            expect(ofEdge({ remoteWriteUrl }), String(remoteWriteUrl)).to.deep.equal([
                `remoteWriteUrl ${JSON.stringify(remoteWriteUrl)} must be a URL that starts with "http://" or "https://"; such as "http://prometheus.example.com:9090/api/v1/write"`,
            ]);
        }
    });

    it("refuses durations and sizes that the operator would", () => {
        expect(ofGlobal({ retention: "ten days", scrapeInterval: "0s", outageTolerance: "8", storageSize: "50GB", retentionSize: "40Gi" })).to.deep.equal([
            `scrapeInterval "0s" ${duration}; such as "30s"`,
            'storageSize "50GB" must be a Kubernetes quantity over zero: a number with a unit such as "Gi" or "G"; such as "50Gi"',
            `outageTolerance "8" ${duration}; such as "8h"`,
            `retention "ten days" ${duration}; such as "10d"`,
            'retentionSize "40Gi" must be a size with a unit that ends in "B"; such as "40GiB"',
        ]);
    });

    it("refuses resources that are none", () => {
        expect(ofEdge({ resources: { request: {}, limits: { cpu: "half", memory: "1Gi" }, requests: 1 } })).to.deep.equal([
            'resources.request is not known: "requests" and "limits" are',
            'resources.limits.cpu "half" must be a Kubernetes quantity: a number, or one with a unit such as "m", "Mi" or "Gi"; such as "500m"',
            "resources.requests 1 must be a map",
        ]);
    });

    it("refuses a way to the receiver that leads nowhere", () => {
        expect(ofGlobal({ hostname: "http://prometheus.example.com:9090" })).to.deep.equal([
            'hostname "http://prometheus.example.com:9090" must be a host name or an IP address, without scheme, port or path; such as "prometheus.example.com"',
        ]);
        expect(ofGlobal({ serviceType: "Ingress" })).to.deep.equal([
            'serviceType "Ingress" must be one of "ClusterIP", "NodePort", "LoadBalancer"; such as "ClusterIP"',
        ]);
        expect(ofGlobal({ serviceType: "NodePort" })).to.deep.equal([
            'hostname is not set; with serviceType "NodePort" it must be an address of a node, which cannot be read from the Service; such as "203.0.113.10"',
        ]);
        expect(ofGlobal({ nodePort: 70000 })).to.deep.equal([
            "nodePort 70000 must be a whole number from 1 to 65535; such as 30090",
            'nodePort has a meaning only with serviceType "NodePort"; remove it, or set that',
        ]);
    });

    it("refuses a chart that is not there", () => {
        expect(ofEdge({ chart: "./charts/none.tgz", chartVersion: "1.0.0" })).to.deep.equal([
            'chart "./charts/none.tgz" does not exist: a chart with a "/" or ".tgz" in its name is a path, from the folder of Pulumi.yaml; such as "kube-prometheus-stack"',
            'chartVersion has no meaning for the chart "./charts/none.tgz", which is a path; remove it',
        ]);
        expect(ofEdge({ chartRepository: "charts.example.com" })).to.deep.equal([
            'chartRepository "charts.example.com" must be a URL that starts with "http://" or "https://"; such as "https://prometheus-community.github.io/helm-charts"',
        ]);
        expect(ofEdge({ chartRepository: "oci://registry.example.com/charts" })).to.deep.equal([
            'chartRepository is an OCI registry; remove it, and set chart to "oci://registry.example.com/charts/kube-prometheus-stack"',
        ]);
    });

    it("names the operator's key that was meant in what goes under remoteWrite", () => {
        expect(
            ofEdge({
                queueConfig: { max_shards: 5, nonsenseKey: 1, maxShards: "many" },
                writeRelabelConfigs: [{ source_labels: ["a"], action: "delete" }],
                additionalRemoteWrite: { mimir: { url: "mimir", queue_config: {}, basic_auth: {} }, paris: { url: edge.remoteWriteUrl }, list: [] },
            }),
        ).to.deep.equal([
            'queueConfig.max_shards is not a key of the operator\'s remoteWrite: "maxShards" was meant',
            "queueConfig.nonsenseKey is not a key of the operator's remoteWrite; remove it",
            'queueConfig.maxShards "many" must be a whole number from 1 to 2147483647; such as 10',
            'writeRelabelConfigs[0].source_labels is not a key of the operator\'s remoteWrite: "sourceLabels" was meant',
            'writeRelabelConfigs[0].action "delete" must be one of "replace", "keep", "drop", "hashmod", "labelmap", "labeldrop", "labelkeep", "lowercase", "uppercase", "keepequal", "dropequal"; such as "replace"',
            'additionalRemoteWrite.mimir.url "mimir" must be a URL that starts with "http://" or "https://"; such as "https://mimir.example.com/api/v1/push"',
            'additionalRemoteWrite.mimir.queue_config is not a key of the operator\'s remoteWrite: "queueConfig" was meant',
            'additionalRemoteWrite.mimir.basic_auth is not a key of the operator\'s remoteWrite: "basicAuth" was meant',
            "additionalRemoteWrite.paris has the name of the edge, which its own destination has; name it otherwise",
            "additionalRemoteWrite.list [] must be a map",
        ]);
    });

    it("finds misspelt paths in the values: errors where it is sure, else warnings", () => {
        const values = { promethues: {}, grafana: { zzz: 1 }, prometheus: { prometheusSpec: { retention_size: "1GB" } } };
        const found = (args: Record<string, unknown>) => globalProblems(args).map(({ path, warning }) => `${path} ${warning ? "warning" : "error"}`);
        expect(ofGlobal({ values })).to.deep.equal([
            'values.promethues is not a value of kube-prometheus-stack 88.5.3: "prometheus" was meant',
            "values.grafana.zzz is not a value of kube-prometheus-stack 88.5.3",
            'values.prometheus.prometheusSpec.retention_size is not a value of kube-prometheus-stack 88.5.3: "retentionSize" was meant',
        ]);
        expect(found({ values })).to.deep.equal([
            "values.promethues error",
            "values.grafana.zzz warning",
            "values.prometheus.prometheusSpec.retention_size error",
        ]);
        expect(found({ values: { promethues: {} }, chartVersion: "90.0.0" })).to.deep.equal(["values.promethues warning"]);
        expect(ofGlobal({ values: [] })).to.deep.equal(["values [] must be a map"]);
    });

    it("refuses edges that are none, twice there, or the global cluster itself", () => {
        expect(ofGlobal({ edges: ["paris", "tokyo"], credentialVersions: { paris: 2 } })).to.deep.equal([]);
        expect(ofGlobal({ edges: ["paris", "Tokyo", "paris", "global"], credentialVersions: { rome: 2, paris: 0 } })).to.deep.equal([
            `edges[1] "Tokyo" ${label(63)}; such as "paris"`,
            'edges[2] "paris" is in the list already; remove it',
            'edges[3] "global" is the name of the global cluster; each cluster needs its own; such as "paris"',
            "credentialVersions.rome is of no edge in the list edges; remove it",
            "credentialVersions.paris 0 must be a whole number from 1 to 1000000; such as 2",
        ]);
        expect(ofGlobal({ edges: "paris" })).to.deep.equal(['edges "paris" must be a list']);
    });

    it("refuses a gateway's settings without the gateway", () => {
        expect(ofGlobal({ gateway: false, edges: ["paris"], enforceClusterLabel: true, relayStorageSize: "1Gi" })).to.deep.equal([
            "edges has a meaning only with the gateway, which is switched off; remove it",
            "enforceClusterLabel has a meaning only with the gateway, which is switched off; remove it",
            "relayStorageSize has a meaning only with the gateway, which is switched off; remove it",
        ]);
    });

    it("wants exactly one origin of a certificate, and the name in it", () => {
        expect(ofGlobal({ hostname: "prometheus.example.com", tls: { secretName: "gateway" } })).to.deep.equal([]);
        expect(ofGlobal({ hostname: "prometheus.example.com", tls: { issuerRef: { name: "letsencrypt" } } })).to.deep.equal([]);
        const exactlyOne = "tls must have exactly one of secretName, a Secret with the certificate, and issuerRef, an issuer of cert-manager";
        expect(ofGlobal({ hostname: "prometheus.example.com", tls: {} })).to.deep.equal([exactlyOne]);
        const withAuthority = (caCertificate: unknown) => ofGlobal({ hostname: "prometheus.example.com", tls: { secretName: "gateway", caCertificate } });
        expect(withAuthority("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")).to.deep.equal([]);
        for (const wrong of ["ca.crt", "", 1, "-----BEGIN PRIVATE KEY-----"]) {
            expect(withAuthority(wrong), String(wrong)).to.deep.equal(['tls.caCertificate must be a certificate in PEM format, which starts with "-----BEGIN CERTIFICATE-----"']);
        }
        expect(ofGlobal({ tls: { secretName: "gateway", issuerRef: {}, ca: "x" } })).to.deep.equal([
            'tls.ca is not known: "secretName", "issuerRef", "caCertificate" are',
            exactlyOne,
            'hostname is not set; with tls it must be the name in the certificate, which edges check; such as "prometheus.example.com"',
            'tls.issuerRef.name is not set; it must be the name of an issuer; such as "letsencrypt"',
        ]);
    });

    it("wants exactly one kind of authentication, and each part of it", () => {
        const ofAuth = (remoteWriteAuth: unknown) => ofEdge({ remoteWriteAuth });
        expect(ofAuth({ basicAuth: { username: "u", password: "p" }, tls: { caCertificate: "ca" }, headers: { a: "b" }, proxyUrl: "http://proxy:3128" })).to.deep.equal([]);
        expect(ofAuth({ basicAuth: { username: "u", password: "p" }, authorization: { credentials: "a-secret" } })).to.deep.equal([
            "remoteWriteAuth has basicAuth and authorization, of which there can be one; remove the others",
        ]);
        expect(ofAuth({ basic_auth: {}, oauth2: { clientId: "", client_secret: "a-secret" } })).to.deep.equal([
            'remoteWriteAuth.basic_auth is not known: "basicAuth" was meant',
            'remoteWriteAuth.oauth2.client_secret is not known: "clientSecret" was meant',
            "remoteWriteAuth.oauth2.clientSecret is not set",
            "remoteWriteAuth.oauth2.tokenUrl is not set",
            "remoteWriteAuth.oauth2.clientId must be a text that is not empty",
        ]);
        expect(ofAuth({ sigv4: { accessKey: "a" } })).to.deep.equal(["remoteWriteAuth.sigv4.secretKey is not set; it goes with accessKey"]);
        expect(ofAuth({ azureAd: { clientId: "c", tenantId: "t" } })).to.deep.equal(["remoteWriteAuth.azureAd.clientSecret is not set; it goes with clientId and tenantId"]);
        expect(ofAuth({ azureAd: {} })).to.deep.equal(["remoteWriteAuth.azureAd must have exactly one of managedIdentityClientId and clientId"]);
        expect(ofAuth({ tls: { clientCertificate: "crt" } })).to.deep.equal(["remoteWriteAuth.tls.clientKey is not set; it goes with clientCertificate"]);
        for (const wrong of ["a-secret", { basicAuth: "a-secret" }, { basicAuth: { username: "u", password: 123456 } }]) {
            expect(JSON.stringify(ofAuth(wrong))).not.to.match(/a-secret|123456/);
            expect(ofAuth(wrong)).to.have.length(1);
        }
    });

    it("knows two versions of the protocol", () => {
        expect(ofEdge({ platform: "eks" })).to.deep.equal(['platform "eks" must be one of "EKS", "GKE", "AKS"; such as "EKS"']);
        expect(ofGlobal({ platform: "AKS" })).to.deep.equal([]);
        expect(ofEdge({ messageVersion: "2.0" })).to.deep.equal(['messageVersion "2.0" must be one of "V1.0", "V2.0"; such as "V1.0"']);
    });
});
