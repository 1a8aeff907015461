import { expect } from "chai";
import { fleetOf } from "../../components/values/fleet/fleet";
import { fleetRuleGroups } from "../../components/values/fleet/fleetRules";
import { isOnPath } from "../support/helm";
import { Server } from "../support/processes";
import { metrics, query, startReceiver, write } from "../support/prometheus";
import { skip } from "../support/skip";

const rules = fleetRuleGroups(fleetOf({ edges: ["paris", "tokyo"] })).flatMap(({ rules: own }) => own);
const exprOf = (alert: string) => rules.find((rule) => rule.alert === alert).expr as string;

// promtool knows no samples of the future, so a receiver is asked.
describe("a clock that is wrong", function () {
    this.timeout(30_000);
    let receiver: Server;
    const writeAhead = (cluster: string, minutes: number) =>
        write(receiver, [["__name__", "up"], ["cluster", cluster]], Math.round(Date.now() + minutes * 60_000));

    before(async function () {
        if (!isOnPath("prometheus")) {
            skip(this, "prometheus is not on PATH (https://prometheus.io/download/)");
        }
        receiver = await startReceiver();
    });

    after(() => receiver?.stop());

    it("is seen from one minute ahead to the ten that the receiver takes", async () => {
        expect(await writeAhead("tokyo", 0)).to.equal(204);
        expect(await writeAhead("tokyo", 0.5)).to.equal(204);
        expect(await query(receiver, exprOf("EdgeClockAhead"))).to.deep.equal({});
        expect(await writeAhead("paris", 2)).to.equal(204);
        expect(await query(receiver, exprOf("EdgeClockAhead"))).to.deep.equal({ paris: 1 });
        expect(await writeAhead("lyon", 9.9)).to.equal(204);
        expect(await query(receiver, exprOf("EdgeClockAhead"))).to.deep.equal({ paris: 1, lyon: 1 });
        expect(await writeAhead("rome", 11), "refused").to.equal(400);
        expect(await writeAhead("global", 5)).to.equal(204);
        expect(await query(receiver, exprOf("EdgeClockAhead")), "global's own clock is the measure").to.deep.equal({ paris: 1, lyon: 1 });
    });

    it("is in the receiver's own metrics, whose samples it is", async () => {
        const text = await metrics(receiver);
        const newest = Number(/^prometheus_tsdb_head_max_time_seconds (\S+)$/m.exec(text)?.[1]);
        expect(newest - Date.now() / 1000).to.be.within(590, 600);
        for (const metric of ["prometheus_tsdb_too_old_samples_total", "prometheus_tsdb_out_of_order_samples_total"]) {
            expect(text).to.contain(`${metric}{type="float"} 0\n`);
        }
        expect(text).to.match(/^prometheus_http_requests_total\{code="400",handler="\/api\/v1\/write"\} 1$/m);
        expect(await writeAhead("tokyo", -9 * 60), "nine hours late").to.equal(400);
        expect(await metrics(receiver)).to.contain('prometheus_tsdb_too_old_samples_total{type="float"} 1\n');
    });
});
