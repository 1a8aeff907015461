import { expect } from "chai";
import { edgeProblems } from "../components/validation/edge";
import { globalProblems } from "../components/validation/global";
import { describeProblem, pending, Problem } from "../components/validation/problem";

const texts = (problems: Problem[]) => problems.map((problem) => `${problem.path} ${describeProblem(problem)}`);
const ofGlobal = (args: Record<string, unknown>) => texts(globalProblems(args));
const ofThanos = (args: Record<string, unknown>) => ofGlobal({ receiver: "thanos", objectStorage: { secretName: "bucket" }, edges: ["paris"], ...args });
const ofEdge = (args: Record<string, unknown>) => texts(edgeProblems({ clusterName: "paris", remoteWriteUrl: "https://a.example.com", ...args }));

describe("validation of the receiver", () => {
    it("finds nothing wrong with the least and with the most", () => {
        expect(ofThanos({})).to.deep.equal([]);
        expect(ofThanos({ objectStorage: { fileSystem: { storageSize: "1Ti" } } })).to.deep.equal([]);
        expect(ofThanos({ objectStorage: { configuration: "type: S3" } })).to.deep.equal([]);
        expect(
            ofThanos({
                objectStorage: { secretName: pending, secretKey: "s3.yaml" },
                limits: { series: 1, requestSize: "1Mi", concurrentRequests: 1, edges: { paris: { series: pending } } },
                thanos: { ingesters: 3, chart: "oci://registry.example.com/thanos", chartVersion: "1.24.1", values: {} },
            }),
        ).to.deep.equal([]);
    });

    it("knows two receivers, and refuses what is the other's", () => {
        expect(ofGlobal({ receiver: "mimir" })).to.deep.equal(['receiver "mimir" must be one of "prometheus", "thanos"; such as "prometheus"']);
        const meaning = 'has a meaning only with the receiver "thanos"; set that, or remove it';
        expect(ofGlobal({ objectStorage: {}, limits: {}, thanos: {} })).to.deep.equal([`objectStorage ${meaning}`, `limits ${meaning}`, `thanos ${meaning}`]);
        expect(ofThanos({ retentionSize: "40GiB", enforceClusterLabel: true, relayStorageSize: "1Gi" })).to.deep.equal([
            'retentionSize has no meaning with the receiver "thanos", whose bucket has no such limit; remove it',
            'enforceClusterLabel is always so with the receiver "thanos", where the credential decides the label; remove it',
            'relayStorageSize has no meaning with the receiver "thanos", which has no relays; remove it',
        ]);
        expect(texts(globalProblems({ receiver: "thanos", objectStorage: { secretName: "bucket" }, gateway: false }))).to.deep.equal([
            'gateway must be on with the receiver "thanos": an edge\'s credential decides its tenant; remove it',
        ]);
    });

    it("finds misspelt paths in the values of the Thanos chart: errors where it is sure, else warnings", () => {
        const found = (thanos: Record<string, unknown>) =>
            globalProblems({ receiver: "thanos", objectStorage: { secretName: "bucket" }, thanos }).map((problem) => `${problem.warning ? "warning" : "error"} ${texts([problem])}`);
        const values = { query: { replica: 4, extraArgs: ["--a"] }, Receive: {}, loki: {} };
        expect(found({ values })).to.deep.equal([
            'error thanos.values.query.replica is not a value of the Thanos chart 1.24.1: "replicas" was meant',
            'error thanos.values.Receive is not a value of the Thanos chart 1.24.1: "receive" was meant',
            "warning thanos.values.loki is not a value of the Thanos chart 1.24.1",
        ]);
        expect(found({ values: { Receive: {} }, chartVersion: "2.0.0" }).join()).to.match(/^warning /);
        expect(found({ values: { Receive: {} }, chart: "oci://registry.example.com/thanos" }).join()).to.match(/^warning /);
    });

    it("wants exactly one place for the blocks", () => {
        const one = "must have exactly one of configuration, that of a bucket, secretName, a Secret that holds it, and fileSystem, a volume for trying it";
        expect(ofThanos({ objectStorage: undefined })).to.deep.equal([
            'objectStorage is not set; the receiver "thanos" must know where to keep its blocks; such as {"secretName":"thanos-object-storage"}',
        ]);
        expect(ofThanos({ objectStorage: {} })).to.deep.equal([`objectStorage ${one}`]);
        expect(ofThanos({ objectStorage: { secretName: "bucket", fileSystem: {} } })).to.deep.equal([`objectStorage ${one}`]);
        expect(ofThanos({ objectStorage: { configuration: "type: S3", secretName: "bucket" } })).to.deep.equal([`objectStorage ${one}`]);
        expect(ofThanos({ objectStorage: { configuration: { type: "S3", secret_key: "key" } } })).to.deep.equal([
            "objectStorage.configuration must be a text, with Thanos' configuration of a bucket as YAML",
        ]);
        expect(ofThanos({ objectStorage: "s3" })).to.deep.equal(['objectStorage "s3" must be a map']);
        expect(ofThanos({ objectStorage: { fileSystem: { size: "1Gi", storageSize: "large" }, secretKey: "a" } })).to.deep.equal([
            "objectStorage.secretKey has a meaning only with secretName; remove it",
            "objectStorage.fileSystem.size is not known; remove it",
            'objectStorage.fileSystem.storageSize "large" must be a Kubernetes quantity over zero: a number with a unit such as "Gi" or "G"; such as "10Gi"',
        ]);
    });

    it("refuses limits and ingesters that Thanos would, and limits of no edge", () => {
        expect(ofThanos({ limits: { series: 0, rate: 5, edges: { rome: {}, paris: { requestSize: "big" } } }, thanos: { ingesters: 2, image: "x" } })).to.deep.equal([
            "limits.rate is not known; remove it",
            "limits.series 0 must be a whole number from 1 to 1000000000; such as 1000000",
            "limits.edges.rome is of no edge in the list edges; remove it",
            'limits.edges.paris.requestSize "big" must be a Kubernetes quantity over zero: a number with a unit such as "Gi" or "G"; such as "4Mi"',
            "thanos.image is not known; remove it",
            "thanos.ingesters 2 must be a whole number from 3 to 1000; such as 3",
        ]);
    });

    it("refuses two replicas of an edge where nobody merges what they write", () => {
        const reason =
            "replicas 2 needs a receiver that merges what they write: a Prometheus keeps both, and each query counts the edge twice; " +
            'remove it, give the global stack the receiver "thanos", or set receiverDeduplicates where another receiver does it';
        expect(ofEdge({ replicas: 2 })).to.deep.equal([reason]);
        expect(ofEdge({ replicas: 2, receiverDeduplicates: false })).to.deep.equal([reason]);
        expect(ofEdge({ replicas: 2, receiverDeduplicates: true })).to.deep.equal([]);
        expect(ofEdge({ replicas: 2, receiverDeduplicates: pending })).to.deep.equal([]);
        expect(ofEdge({ replicas: 0 })).to.deep.equal(["replicas 0 must be a whole number from 1 to 10; such as 2"]);
    });
});
