import { expect } from "chai";
import { readFileSync } from "fs";
import { createServer, Server } from "http";
import { AddressInfo } from "net";
import { join } from "path";
import { CannotTell } from "../../../cli/errors";
import { connect, serviceOf } from "../../../cli/doctor/connection";
import { parseOptions } from "../../../cli/doctor/options";
import { portForward } from "../../../cli/doctor/portForward";
import { Pulumi } from "../../../cli/shared/pulumi";
import { until } from "../../e2e/support/until";
import { withProgram } from "../../support/fakeProgram";

const outputs = {
    clusterName: "global",
    namespace: "monitoring",
    releaseName: "kps",
    remoteWriteUrl: "http://203.0.113.10:8427/api/v1/write",
    queryUrl: "http://kps-prometheus.monitoring.svc:9090",
    edges: ["paris"],
    mutedEdges: [],
    edgeAbsentAfter: "1m30s",
};

/** A Pulumi CLI with one stack, its outputs and its configuration. */
const pulumiWith =
    (stack: object, config: object = {}): Pulumi =>
    async ([command]) => ({ status: 0, stderr: "", stdout: JSON.stringify(command === "config" ? config : stack) });

const forwards = 'echo "$@" > "$(dirname "$0")/args"; echo "Forwarding from 127.0.0.1:12345 -> 9090"; exec sleep 60';

async function refusal(work: Promise<unknown>): Promise<string> {
    const error = await work.then(() => expect.fail("no error where one was expected"), (reason: Error) => reason);
    expect(error).to.be.instanceOf(CannotTell);
    return error.message;
}

describe("the doctor's way to Prometheus", () => {
    let server: Server;
    let url: string;

    before((done) => {
        const answer = JSON.stringify({ status: "success", data: { resultType: "scalar", result: [0, "1"] } });
        server = createServer((_, response) => response.end(answer)).listen(0, "127.0.0.1", () => {
            url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
            done();
        });
    });
    after(() => {
        server.closeAllConnections();
        server.close();
    });

    const source = { title: 'stack "prod"', stack: "prod", clusterName: "global", namespace: "monitoring", listed: ["paris"], muted: [], absentSeconds: 90 };

    it("is a URL, and no stack is read then unless it is named", async () => {
        const alone = await connect(parseOptions(["--url", url]), async () => expect.fail("a stack is read"), undefined);
        expect(alone.prometheus.url).to.equal(url);
        expect(alone.source).to.deep.equal({ title: url });
        const both = await connect(parseOptions(["--url", url, "--stack", "prod"]), pulumiWith(outputs), undefined);
        expect(both.prometheus.url).to.equal(url);
        expect(both.source).to.deep.equal(source);
    });

    it("is the stack's URL where somebody answers there", async () => {
        const { prometheus } = await connect(parseOptions(["--stack", "prod"]), pulumiWith({ ...outputs, queryUrl: url }), undefined);
        expect(prometheus.url).to.equal(url);
    });

    it("is kubectl where the URL is of a Service inside the cluster", async () => {
        await withProgram("kubectl", forwards, async (folder) => {
            const config = { "kubernetes:context": { value: "the-global", secret: false } };
            const connection = await connect(parseOptions(["--stack", "prod"]), pulumiWith(outputs, config), undefined);
            connection.close();
            expect(connection.prometheus.url).to.equal("http://127.0.0.1:12345");
            expect(connection.source).to.deep.equal(source);
            expect(readFileSync(join(folder, "args"), "utf8")).to.equal(
                "--context the-global --namespace monitoring port-forward --address 127.0.0.1 --pod-running-timeout 10s svc/kps-prometheus :9090\n",
            );
        });
    });

    it("is kubectl where nobody answers at the URL, with the cluster of the command line before the stack's", async () => {
        await withProgram("kubectl", forwards, async (folder) => {
            const stack = pulumiWith({ ...outputs, queryUrl: "http://127.0.0.1:9" }, { "kubernetes:context": { value: "other", secret: false } });
            const connection = await connect(parseOptions(["--stack", "prod", "--kubeconfig", "a-file"]), stack, undefined);
            connection.close();
            expect(readFileSync(join(folder, "args"), "utf8")).to.equal(
                "--kubeconfig a-file --namespace monitoring port-forward --address 127.0.0.1 --pod-running-timeout 10s svc/kps-prometheus :9090\n",
            );
        });
    });

    it("knows a Service by its URL", () => {
        expect(serviceOf(new URL("http://a.b.svc:9090"))).to.deep.equal({ service: "a", namespace: "b", port: "9090" });
        expect(serviceOf(new URL("http://a.b.svc.cluster.local"))).to.deep.equal({ service: "a", namespace: "b", port: "80" });
        expect(serviceOf(new URL("http://prometheus.example.com:9090"))).to.equal(undefined);
    });
});

describe("the doctor's kubectl port-forward", () => {
    const target = { namespace: "monitoring", service: "kps-prometheus", port: "9090" };
    const orElse = "say which cluster is the global one with --kubeconfig and --context, or name Prometheus with --url";

    it("ends when it is closed", async () => {
        await withProgram("kubectl", 'echo $$ > "$(dirname "$0")/pid"; echo "Forwarding from 127.0.0.1:12345 -> 9090"; exec sleep 60', async (folder) => {
            const { url, close } = await portForward(target);
            expect(url.href).to.equal("http://127.0.0.1:12345/");
            const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
            expect(process.kill(pid, 0)).to.equal(true);
            close();
            await until("kubectl has ended", 10, async () => {
                expect(() => process.kill(pid, 0)).to.throw("ESRCH");
                return true;
            });
        });
    });

    it("says why it failed, and what to do", async () => {
        const why = (script: string | undefined, differing = {}) => withProgram("kubectl", script, () => refusal(portForward({ ...target, ...differing }, 300)));
        expect(await why(undefined)).to.equal(
            "kubectl, which reaches Prometheus in its cluster, is not there: install it (https://kubernetes.io/docs/tasks/tools/), or name Prometheus with --url",
        );
        expect(await why('echo "a warning" >&2; echo "error: context \\"nope\\" does not exist" >&2; exit 1', { context: "nope" })).to.equal(
            `kubectl port-forward to monitoring/kps-prometheus in context "nope" failed (context "nope" does not exist): ${orElse}`,
        );
        expect(await why('echo "error: timed out waiting for the condition" >&2; exit 1', { kubeconfig: "a-file" })).to.equal(
            "The global Prometheus is down: no pod of monitoring/kps-prometheus runs, and nothing else knows of the edges. See why with: kubectl --kubeconfig a-file --namespace monitoring get pods",
        );
        expect(await why("exec sleep 60")).to.equal(`kubectl port-forward to monitoring/kps-prometheus failed (no answer in 0.3 s): ${orElse}`);
    });
});
