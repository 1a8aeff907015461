import { expect } from "chai";
import { Cluster } from "../../../demo/cluster";
import { prometheusApi } from "../support/prometheus";
import { until } from "../support/until";

/** An alert that is raised, as Prometheus' API has it. */
export interface RaisedAlert {
    labels: Record<string, string>;
    state: "pending" | "firing";
}

const named = ({ labels }: RaisedAlert) => `${labels.alertname} of ${labels.cluster}`;

/** Each alert that is raised at global. */
export async function raisedAlerts(global: Cluster): Promise<RaisedAlert[]> {
    return (await global.get<{ data: { alerts: RaisedAlert[] } }>(`${prometheusApi}/alerts`)).data.alerts;
}

/** Waits until an alert of a cluster fires, and says how long that took. */
export async function untilFires(global: Cluster, alert: string, cluster: string, seconds = 300): Promise<void> {
    const start = Date.now();
    await until(`${alert} of ${cluster} fires`, seconds, async () =>
        (await raisedAlerts(global)).find((raised) => named(raised) === `${alert} of ${cluster}` && raised.state === "firing"),
    );
    console.log(`      ${alert} of ${cluster}: firing after ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

/** Waits until none of some alerts is raised, for any cluster. */
export async function untilResolved(global: Cluster, alerts: string[], seconds: number): Promise<void> {
    await until(`${alerts.join(", ")} are resolved`, seconds, async () => {
        const raised = (await raisedAlerts(global)).filter(({ labels }) => alerts.includes(labels.alertname));
        expect(raised.map(named)).to.deep.equal([]);
        return true;
    });
}

/** Waits until no alert is raised but the Watchdog, which always fires. */
export async function untilQuiet(global: Cluster, seconds: number): Promise<void> {
    await until("no alert but the Watchdog", seconds, async () => {
        const raised = await raisedAlerts(global);
        expect(raised.map((alert) => `${named(alert)} ${alert.state}`)).to.deep.equal(["Watchdog of global firing"]);
        return true;
    });
}
