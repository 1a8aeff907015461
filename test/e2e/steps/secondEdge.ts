import { expect } from "chai";
import { skip } from "../../support/skip";
import { Fleet } from "../support/fleet";
import { noSecondEdge } from "../support/prerequisites";
import { valuesBy } from "../support/prometheus";
import { until } from "../support/until";

export function secondEdgeSteps(fleet: () => Fleet): void {
    it("takes the series of two edges side by side", async function () {
        const { deployed, edges, found, stacks } = fleet();
        if (found.edge2 === undefined) {
            skip(this, noSecondEdge);
        }
        deployed.edge2 = await stacks.ofProject("edge2", found.edge2.kubeconfig, fleet().edgeConfig("edge-paris"));
        await deployed.edge2.up();
        await until("each cluster's own kubelet at global", 120, async () => {
            const kubelets = await valuesBy("cluster", found.global, 'count by (cluster) (up{job="kubelet",metrics_path="/metrics"} == 1)');
            expect(Object.keys(kubelets).sort()).to.deep.equal([...edges, "global"]);
            return true;
        });
    });
}
