import { expect } from "chai";
import { thanosAlerts } from "../../../components/values/fleet/alerts/thanos";
import { fleetOf } from "../../../components/values/fleet/fleet";
import { skip } from "../../support/skip";
import { notAskedFor } from "../faults/cut";
import { untilFires } from "../fleetHealth/alerts";
import { prometheusApi } from "../support/prometheus";
import { until } from "../support/until";
import { scale } from "./parts";
import { ScaleOut, servicePath } from "./scaleOut";

interface Rule {
    name: string;
    health: string;
    lastError?: string;
}

const rulerApi = `${servicePath("thanos-ruler-operated", 10902)}/api/v1`;
const alertmanagerApi = `${servicePath("kube-prometheus-stack-alertmanager", 9093)}/api/v2`;
const ofThanos = thanosAlerts(fleetOf({ receiver: "thanos" })).map(({ name }) => name).sort();

export function alertSteps(scaleOut: () => ScaleOut): void {
    const global = () => scaleOut().found.global;
    const rulesOf = async (api: string) =>
        (await global().get<{ data: { groups: { rules: Rule[] }[] } }>(`${api}/rules`)).data.groups.flatMap(({ rules }) => rules);

    it("has the ruler's alerts in Alertmanager: the Watchdog, and that an edge which never wrote is absent", async () => {
        await until("both alerts", 300, async () => {
            const alerts = await global().get<{ labels: Record<string, string> }[]>(`${alertmanagerApi}/alerts`);
            const named = alerts.map(({ labels }) => `${labels.alertname} of ${labels.cluster}`);
            expect(named).to.include.members(["Watchdog of global", "EdgeMetricsAbsent of tokyo"]);
            expect(named).not.to.include("EdgeMetricsAbsent of paris");
            return true;
        });
    });

    it("has the rules of Thanos itself evaluated by Prometheus, all others by the ruler, and none fails", async () => {
        const [local, others] = [await rulesOf(prometheusApi), await rulesOf(rulerApi)];
        expect([...new Set(local.map(({ name }) => name))].sort()).to.deep.equal(ofThanos);
        expect(others.map(({ name }) => name).filter((name) => ofThanos.includes(name))).to.deep.equal([]);
        expect(others.length).to.be.above(200);
        const failed = [...local, ...others].filter(({ lastError }) => lastError !== undefined && lastError !== "");
        expect(failed.map(({ name, lastError }) => `${name}: ${lastError}`)).to.deep.equal([]);
    });

    it("tells of a part that does not run", async function () {
        if (!process.env.E2E_FAULTS) {
            skip(this, notAskedFor);
        }
        await scale(global(), "compact", 0);
        try {
            await untilFires(global(), "ThanosAbsent", "global", 480);
        } finally {
            await scale(global(), "compact", 1);
        }
    });
}
