import { expect } from "chai";
import { GlobalPrometheus, GlobalPrometheusArgs } from "../components";
import { startMocks } from "./support/program";
import { RecordingMocks, types, valueOf } from "./support/recordingMocks";

// Mocks prove what is asked for; that Thanos takes it is for the end-to-end tests to show.
describe("the children of a global stack with the receiver thanos", () => {
    let mocks: RecordingMocks;

    beforeEach(async () => {
        mocks = new RecordingMocks();
        await startMocks(mocks, "global");
    });

    async function deploy(args: GlobalPrometheusArgs): Promise<GlobalPrometheus> {
        const global = new GlobalPrometheus("global", { releaseName: "kps", receiver: "thanos", edges: ["paris"], ...args });
        await valueOf(global.remoteWriteUrl);
        await mocks.soon(types.release, "global-thanos");
        return global;
    }

    it("are a second release, its limits and its policies, and no relay", async () => {
        const global = await deploy({ objectStorage: { secretName: "bucket" } });
        const plain = new RecordingMocks();
        await startMocks(plain, "global");
        await valueOf(new GlobalPrometheus("global", { releaseName: "kps", edges: ["paris"] }).remoteWriteUrl);
        await plain.soon(types.release);
        const more = mocks.list().filter((child) => !plain.list().includes(child));
        expect(more.sort()).to.deep.equal(
            [
                `${types.release} global-thanos`,
                `${types.configMap} global-limits`,
                `${types.networkPolicy} global-thanos`,
                `${types.networkPolicy} global-thanos-query`,
                `${types.networkPolicy} global-thanos-receive-router`,
                `${types.networkPolicy} global-thanos-ruler`,
            ].sort(),
        );
        const { values, ...release } = mocks.one(types.release, "global-thanos").inputs;
        expect(release).to.deep.equal({
            name: "kps-thanos",
            namespace: "monitoring",
            chart: "oci://ghcr.io/stevehipwell/helm-charts/thanos",
            version: "1.24.1",
            timeout: 600,
            compat: "true",
        });
        expect(values.objstoreConfig.name).to.equal("bucket");
        expect(await valueOf(global.receiver)).to.equal("thanos");
        expect(await valueOf(global.queryUrl)).to.equal("http://kps-thanos-query.monitoring.svc:10902");
        expect(await valueOf(global.remoteWriteUrl)).to.equal("http://203.0.113.10:8427/api/v1/write");
        expect(await valueOf(global.messageVersion)).to.equal("V1.0");
    });

    it("take a chart's path, and limits that are outputs", async () => {
        await deploy({ objectStorage: { secretName: "bucket" }, limits: { series: 5, edges: { paris: { concurrentRequests: 7 } } }, thanos: { chart: __dirname } });
        expect(mocks.one(types.release, "global-thanos").inputs).to.deep.include({ chart: __dirname });
        expect(mocks.one(types.release, "global-thanos").inputs).not.to.have.property("version");
        const { data } = mocks.one(types.configMap, "global-limits").inputs;
        expect(JSON.parse(data["limits.yaml"]).write.default.head_series_limit).to.equal(5);
        const [user] = JSON.parse(mocks.one(types.secret, "global-gateway").inputs.stringData["auth.yaml"]).users;
        expect(user.max_concurrent_requests).to.equal(7);
        expect(user.url_map[0]).to.deep.equal({
            src_paths: ["/api/v1/write"],
            src_headers: ["X-Prometheus-Remote-Write-Version: 0.1.0"],
            url_prefix: "http://kps-thanos-receive-router.monitoring.svc:19291/api/v1/receive",
            drop_src_path_prefix_parts: 3,
            headers: ["THANOS-TENANT: paris"],
        });
    });

    it("keep a bucket's configuration in a Secret, and nowhere in clear", async () => {
        const configuration = "type: S3\nconfig: {secret_key: the-key}";
        await deploy({ objectStorage: { configuration } });
        const secret = mocks.one(types.secret, "global-object-storage");
        expect(secret.inputs.stringData).to.deep.equal({ "objstore.yml": configuration });
        expect(secret.secrets).to.deep.equal(["stringData"]);
        const global = mocks.one(types.global);
        expect(global.secrets).to.include("objectStorage");
        const others = mocks.resources.filter((resource) => resource !== secret && resource !== global);
        expect(JSON.stringify(others)).not.to.contain("the-key");
        const { values, ...release } = mocks.one(types.release, "global-thanos").inputs;
        expect(values.objstoreConfig).to.deep.equal({ create: false, name: "kps-thanos-object-storage", key: "objstore.yml" });
        expect(mocks.one(types.release, "global-thanos").secrets, JSON.stringify(release)).to.deep.equal([]);
    });

    it("have a volume in place of a bucket, for trying it", async () => {
        await deploy({ objectStorage: { fileSystem: { storageSize: "1Gi" } }, storageClassName: "fast" });
        const secret = mocks.one(types.secret, "global-object-storage");
        expect(secret.inputs.metadata.name).to.equal("kps-thanos-object-storage");
        expect(secret.inputs.stringData).to.deep.equal({ "objstore.yml": '{"type":"FILESYSTEM","config":{"directory":"/var/thanos/objects"}}' });
        const claim = mocks.one("kubernetes:core/v1:PersistentVolumeClaim").inputs;
        expect(claim.spec).to.deep.equal({ accessModes: ["ReadWriteOnce"], storageClassName: "fast", resources: { requests: { storage: "1Gi" } } });
    });
});
