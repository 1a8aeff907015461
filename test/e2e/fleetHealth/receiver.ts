import { expect } from "chai";
import { scaleReceiver } from "../faults/workloads";
import { untilHeard } from "../support/prometheus";
import { untilResolved } from "./alerts";
import { visit } from "./doctor";
import { WatchedFleet } from "./watchedFleet";

/** Nothing at global can tell that global is down. */
export function receiverSteps(watched: () => WatchedFleet): void {
    const global = () => watched().found.global;

    it("cannot be told of without its receiver, says the doctor", async () => {
        await scaleReceiver(global(), 0);
        const { status, stdout, stderr } = await visit(watched());
        expect({ status, stdout }).to.deep.equal({ status: 2, stdout: "" });
        expect(stderr).to.equal(
            "The global Prometheus is down: no pod of monitoring/kube-prometheus-stack-prometheus runs, and nothing else knows of the edges. " +
                `See why with: kubectl --kubeconfig ${global().kubeconfig} --namespace monitoring get pods\n`,
        );
    });

    it("is mended", async () => {
        await scaleReceiver(global(), 1);
        await Promise.all(watched().fleet.edges.map((edge) => untilHeard(global(), edge)));
        await untilResolved(global(), ["EdgeMetricsAbsent"], 120);
    });
}
