import { expect } from "chai";
import { accessOf, resultJson, resultText } from "../../demo/report";
import { Session } from "../../demo/session";
import { Result } from "../../demo/up";

const session: Session = { global: { kubeconfig: "/g" }, edge: { kubeconfig: "/e" }, complete: true };
const output = (value: unknown, secret = false) => ({ value, secret });
const inCluster = "http://kube-prometheus-stack-prometheus.monitoring.svc:9090";
const result: Result = {
    seconds: { global: 40, edge: 20, firstSample: 31.5 },
    apache: [{ metric: { __name__: "apache_up", cluster: "edge" }, value: [0, "1"] }],
    series: [
        { metric: { cluster: "global" }, value: [0, "900"] },
        { metric: { cluster: "edge" }, value: [0, "80"] },
    ],
    outputs: {
        remoteWriteUrl: output("http://203.0.113.10:8427/api/v1/write"),
        queryUrl: output(inCluster),
        grafanaUrl: output("http://kube-prometheus-stack-grafana.monitoring.svc"),
        grafanaAdminPassword: output("hunter2", true),
    },
};
const forward = 'kubectl --kubeconfig "/g" -n monitoring port-forward service/kube-prometheus-stack';

describe("the demo's report", () => {
    it("shows the metrics, the series of each cluster, where all is, and how to remove it", () => {
        const text = resultText(result, session, "pulumi");
        expect(text).to.contain("in the global Prometheus, 31.5 s after the start of the edge's update:\n  {__name__=~\"apache_.+\", cluster=\"edge\"}\n");
        expect(text).to.contain("  apache_up              1\n");
        expect(text).to.contain("  cluster  series\n  edge         80\n  global      900\n");
        expect(text).to.contain(`Prometheus  http://localhost:9090, after: ${forward}-prometheus 9090\n`);
        expect(text).to.contain(`Grafana     http://localhost:3000, user admin, after: ${forward}-grafana 3000:80\n`);
        expect(text).to.match(/its password: PULUMI_BACKEND_URL="file:.*" PULUMI_CONFIG_PASSPHRASE="" pulumi stack output grafanaAdminPassword --show-secrets --stack demo-global\n/);
        expect(text).to.match(/\nRemove all {2}npm run demo -- --down$/);
    });

    it("is one object for programs", () => {
        expect(resultJson(result, session, "pulumi")).to.deep.include({
            deployed: true,
            seconds: { global: 40, edge: 20, firstSample: 31.5 },
            series: { edge: 80, global: 900 },
            remoteWriteUrl: "http://203.0.113.10:8427/api/v1/write",
            queryUrl: inCluster,
        });
    });

    it("holds no password", () => {
        const all = resultText(result, session, "pulumi") + JSON.stringify(resultJson(result, session, "pulumi"));
        expect(all).not.to.contain("hunter2");
    });

    it("gives a URL that others reach as it is, and no Grafana that is off", () => {
        const outputs = { queryUrl: output("http://203.0.113.10:9090"), grafanaUrl: output(null) };
        expect(accessOf({ outputs }, session, "pulumi")).to.deep.equal({ queryUrl: "http://203.0.113.10:9090" });
        expect(resultText({ ...result, outputs }, session, "pulumi")).to.contain("Grafana     off, by the values that were given\n");
    });
});
