import { expect } from "chai";
import { Edge, Refusals, Source } from "../../../cli/doctor/fleet";
import { span } from "../../../cli/doctor/format";
import { reportJson, reportText } from "../../../cli/doctor/report";
import { diagnose } from "../../../cli/doctor/verdict";
import { edgeOf, fleetOf, now, queueOf } from "../../support/doctorFleet";

const source: Source = { title: 'stack "global"', stack: "global", clusterName: "global", listed: ["paris", "tokyo"] };

function reported(edges: Edge[], refusals: Partial<Refusals> = {}, colour = false): string {
    const fleet = fleetOf(edges, refusals);
    return reportText(diagnose(fleet), { fleet, source }, colour);
}

describe("the doctor's report", () => {
    it("of a healthy fleet", () => {
        expect(reported([edgeOf("paris"), edgeOf("tokyo", { series: 900, lastSample: now - 62 })])).to.equal(
            [
                'The fleet of stack "global" at 2026-01-02T03:04:05Z; failed and dropped samples of the last 15m; shards desired/max.',
                "",
                "  edge   last sample  lag  shards  pending  failed  dropped  series  verdict",
                "  paris  12s ago       3s  0.4/10       12       0        0   26544  ok",
                "  tokyo  1m 2s ago     3s  0.4/10       12       0        0     900  ok",
                "",
                "No problems.",
            ].join("\n"),
        );
    });

    it("of a sick fleet says what each problem means and what mends it", () => {
        const edges = [
            edgeOf("paris", {}, { shardsDesired: 14.26, lagSeconds: 725 }),
            edgeOf("tokyo", { lastSample: undefined, series: undefined, requests: 0, queues: [] }),
            edgeOf("stray", { listed: false }),
        ];
        expect(reported(edges, { wrongPassword: 12 })).to.equal(
            [
                'The fleet of stack "global" at 2026-01-02T03:04:05Z; failed and dropped samples of the last 15m; shards desired/max.',
                "",
                "  edge   last sample     lag   shards  pending  failed  dropped  series  verdict",
                "  paris  12s ago      12m 5s  14.3/10       12       0        0   26544  behind, shards at limit",
                "  tokyo  never             -        -        -       -        -       -  never seen",
                "  stray  12s ago          3s   0.4/10       12       0        0   26544  unlisted",
                "",
                "5 problems:",
                "",
                "paris: behind",
                "  What it sent to paris is 12m 5s behind what it scraped. After an outage that shrinks by itself; where it grows, samples are lost once it reaches outageTolerance.",
                "    pulumi config set --stack edge-paris --path queueConfig.maxShards 20 && pulumi up --stack edge-paris   # starts the queue anew: what waits is lost",
                "",
                "paris: shards at limit",
                "  Its queue to paris would need 14.3 shards to keep up, and may have 10.",
                "    pulumi config set --stack edge-paris --path queueConfig.maxShards 20 && pulumi up --stack edge-paris   # starts the queue anew: what waits is lost",
                "",
                "tokyo: never seen",
                "  It is listed, and no sample of it is in Prometheus. The gateway refused 12 requests for a wrong password in the last 15m: they may be this edge's.",
                "    pulumi up --stack edge-tokyo   # gives it its password of now",
                "    in the edge's cluster: kubectl get pods --namespace monitoring --selector app.kubernetes.io/name=prometheus-agent",
                "    in the edge's cluster: kubectl logs --namespace monitoring --selector app.kubernetes.io/name=prometheus-agent --container prometheus --tail 50",
                "    if it is gone for good: pulumi config rm --stack global --path 'edges[1]' && pulumi up --stack global",
                "",
                "stray: unlisted",
                '  It writes, and stack "global" does not list it: if it falls silent, nobody is told. Or a listed edge writes under this name.',
                "    pulumi config set --stack global --path 'edges[2]' stray && pulumi up --stack global",
                "    if it is a listed edge under a false name: set clusterName on its stack, or enforceClusterLabel as docs/gateway.md says",
                "",
                "global: wrong password",
                "  The gateway refused 12 requests for a wrong password in the last 15m: an edge whose password was rotated or revoked, or a stranger.",
                "    of the edge that is absent: pulumi up --stack edge-NAME   # gives it its password of now",
            ].join("\n"),
        );
    });

    it("has a column for the destination where an edge has several", () => {
        const edge = edgeOf("paris", { queues: [queueOf("mimir", { shardsDesired: 10 }), queueOf("paris")] });
        const text = reported([edge]);
        expect(text).to.contain("  edge   destination  last sample  lag  shards  pending  failed  dropped  series  verdict\n");
        expect(text).to.contain("  paris  mimir        12s ago       3s   10/10       12       0        0   26544  shards at limit\n");
        expect(text).to.contain("--path additionalRemoteWrite.mimir.queueConfig.maxShards 20");
    });

    it("has colours only where they are asked for", () => {
        const edges = [edgeOf("paris"), edgeOf("tokyo", { listed: false })];
        expect(reported(edges)).not.to.contain("\x1b");
        expect(reported(edges, {}, true)).to.contain("26544  \x1b[32mok\x1b[0m\n").and.to.contain("26544  \x1b[31munlisted\x1b[0m\n");
        expect(reported([edgeOf("paris", { muted: true })], {}, true)).to.contain("26544  \x1b[33mmuted\x1b[0m\n");
    });

    it("is an object for programs", () => {
        const edges = [edgeOf("paris", {}, { shardsDesired: 10 }), edgeOf("rome", { lastSample: undefined, series: undefined, queues: [] })];
        const fleet = fleetOf(edges, { relay: 2 });
        const report = reportJson(diagnose(fleet), { fleet, source }) as Record<string, any>;
        const { problems, ...rest } = report;
        expect(rest).to.deep.equal({
            healthy: false,
            time: "2026-01-02T03:04:05Z",
            window: "15m",
            edges: [
                {
                    name: "paris",
                    listed: true,
                    lastSample: "2026-01-02T03:03:53Z",
                    ageSeconds: 12,
                    series: 26544,
                    destinations: [
                        { name: "paris", url: "http://global/api/v1/write", lagSeconds: 3, shardsDesired: 10, shardsMax: 10, pending: 12, failed: 0, dropped: 0 },
                    ],
                    verdicts: ["shards at limit"],
                },
                { name: "rome", listed: true, lastSample: null, ageSeconds: null, series: null, destinations: [], verdicts: ["never seen"] },
            ],
        });
        expect(problems.map((problem: any) => [problem.problem, problem.edge, problem.destination])).to.deep.equal([
            ["shards at limit", "paris", "paris"],
            ["never seen", "rome", null],
            ["relay drops", null, null],
        ]);
        expect(problems[0].meaning).to.equal("Its queue to paris would need 10 shards to keep up, and may have 10.");
        expect(problems[0].mend).to.deep.equal(["pulumi config set --stack edge-paris --path queueConfig.maxShards 20 && pulumi up --stack edge-paris"]);
    });

    it("tells spans of time in their two largest units", () => {
        const spans = [0, 59.6, 61, 3600, 3660, 90_061, -30].map(span);
        expect(spans).to.deep.equal(["0s", "1m", "1m 1s", "1h", "1h 1m", "1d 1h", "30s"]);
    });
});
