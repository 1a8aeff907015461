import { expect } from "chai";
import { Fleet } from "../support/fleet";
import { query, valuesBy } from "../support/prometheus";
import { until } from "../support/until";

export function labelSteps(fleet: () => Fleet): void {
    it("has the cluster in each series at global, in the recorded ones and in alerts too", async () => {
        const { edges, found } = fleet();
        const clusters = [...edges, "global"];
        // Rules and alerts take some scrapes and evaluations to have all their series.
        await until("global has run for two minutes", 180, async () => {
            const age = await query(found.global, 'time() - process_start_time_seconds{job="kube-prometheus-stack-prometheus"}');
            return age.some(({ value }) => Number(value[1]) > 120) ? true : undefined;
        });
        const recorded = await valuesBy("cluster", found.global, 'count by (cluster) ({__name__=~".+:.+"})');
        expect(Object.keys(recorded).sort(), "recorded series").to.deep.equal(clusters);
        const alerts = await valuesBy("cluster", found.global, "count by (cluster) (ALERTS)");
        expect(Object.keys(alerts), "alerts").to.include("global");
        const all = await valuesBy("cluster", found.global, 'count by (cluster) ({__name__!=""})');
        console.log(`      series: ${JSON.stringify(all)}; recorded: ${JSON.stringify(recorded)}; alerts: ${JSON.stringify(alerts)}`);
        expect(Object.keys(all).sort(), "all series").to.deep.equal(clusters);
        expect(await query(found.global, 'count by (__name__) ({__name__!="",cluster=""})')).to.deep.equal([]);
    });
}
