import { expect } from "chai";
import { advise } from "../../../cli/doctor/advice";
import { Edge, Queue, Refusals, Source } from "../../../cli/doctor/fleet";
import { diagnose, EdgeVerdict, GlobalVerdict } from "../../../cli/doctor/verdict";
import { edgeOf, fleetOf, now, queueOf } from "../../support/doctorFleet";

const source: Source = { title: 'stack "prod"', stack: "prod", namespace: "metrics", listed: ["paris", "edge"] };

function adviceFor(verdict: EdgeVerdict, edge: Edge, refusals: Partial<Refusals> = {}, queue: Queue = edge.queues[0]) {
    return advise({ verdict, edge, queue }, { fleet: fleetOf([edge], refusals), source });
}
const ofGlobal = (verdict: GlobalVerdict, refusals: Partial<Refusals>) => advise({ verdict }, { fleet: fleetOf([], refusals), source });
const agentLog =
    "in the edge's cluster: kubectl logs --namespace monitoring --selector app.kubernetes.io/name=prometheus-agent --container prometheus --tail 50";
const agentPods = "in the edge's cluster: kubectl get pods --namespace monitoring --selector app.kubernetes.io/name=prometheus-agent";

describe("the doctor's advice", () => {
    it("on an absent edge is by what the gateway knows of it", () => {
        const silent = (requests?: number) => edgeOf("edge", { lastSample: now - 7260, requests });
        const meaning = "No sample for 2h 1m, since 2026-01-02T01:03:05Z: it is down, cut off, or refused.";
        const gone = "if it is gone for good: pulumi config rm --stack prod --path 'edges[1]' && pulumi up --stack prod";
        expect(adviceFor("absent", silent())).to.deep.equal({ meaning, mend: ["pulumi up --stack edge", agentPods, agentLog, gone] });
        expect(adviceFor("absent", silent(0)).meaning).to.equal(`${meaning} Nothing of it reached the gateway in the last 2m 30s.`);
        expect(adviceFor("absent", silent(0), { wrongPassword: 7 })).to.deep.equal({
            meaning: `${meaning} The gateway refused 7 requests for a wrong password in the last 15m: they may be this edge's.`,
            mend: ["pulumi up --stack edge   # gives it its password of now", agentPods, agentLog, gone],
        });
        expect(adviceFor("absent", silent(9), { wrongPassword: 7 })).to.deep.equal({
            meaning: `${meaning} The gateway took 9 write requests from it in the last 2m 30s: it does write, and what it writes is refused, or has another cluster's name.`,
            mend: [agentLog, gone],
        });
    });

    it("on an edge under whose name another writes", () => {
        expect(adviceFor("claimed", edgeOf("paris", { requests: 0 }))).to.deep.equal({
            meaning:
                "Samples of it arrive, and its own user wrote nothing in the last 2m 30s: another edge writes under its name. " +
                "Where it came back less than a minute ago, ask again.",
            mend: [
                "find the edge whose clusterName is wrong: docs/runbooks/ClusterClaimedByAnother.md has the queries; or set enforceClusterLabel as docs/gateway.md says",
                "pulumi up --stack edge-paris",
                agentPods,
                agentLog,
            ],
        });
    });

    it("on a clock that is ahead", () => {
        expect(adviceFor("clock ahead", edgeOf("paris", { lastSample: now + 480 }))).to.deep.equal({
            meaning:
                "Its last sample is 8m in the future: a clock in its cluster is ahead. " +
                "Samples from the future shorten the time for which every other edge may be cut off.",
            mend: ["set the clock of its nodes by NTP; on each node: timedatectl set-ntp true"],
        });
    });

    it("on a queue that is behind is more shards only where they are at their limit", () => {
        expect(adviceFor("behind", edgeOf("paris", {}, { lagSeconds: 300 })).mend).to.deep.equal([
            `see what slows the receiver or the network between; ${agentLog}`,
        ]);
        expect(adviceFor("behind", edgeOf("paris", {}, { lagSeconds: 300, shardsDesired: 24.5 })).mend, "as many as it needs").to.deep.equal([
            "pulumi config set --stack edge-paris --path queueConfig.maxShards 25 && pulumi up --stack edge-paris   # starts the queue anew: what waits is lost",
        ]);
        expect(adviceFor("behind", edgeOf("paris", {}, { lagSeconds: 300, shardsDesired: 11 })).mend).to.deep.equal([
            "pulumi config set --stack edge-paris --path queueConfig.maxShards 20 && pulumi up --stack edge-paris   # starts the queue anew: what waits is lost",
        ]);
    });

    it("on a queue that needs more shards, and is not behind", () => {
        expect(adviceFor("shards at limit", edgeOf("paris", {}, { lagSeconds: 3, shardsDesired: 11.04 }))).to.deep.equal({
            meaning: "Its queue to paris would need 11 shards to keep up, and may have 10.",
            mend: ["pulumi config set --stack edge-paris --path queueConfig.maxShards 20 && pulumi up --stack edge-paris"],
        });
    });

    it("on a queue that never sent", () => {
        expect(adviceFor("never sent", edgeOf("paris"), {}, queueOf("mimir"))).to.deep.equal({
            meaning: "Its queue to mimir has sent nothing since the agent started.",
            mend: [`see whether http://global/api/v1/write is right and takes its credentials; ${agentLog}`],
        });
    });

    it("on lost samples is by how they were lost", () => {
        const tolerance = (stack: string) => `pulumi config set --stack ${stack} --path outageTolerance 12h && pulumi up --stack ${stack}`;
        expect(adviceFor("losing samples", edgeOf("paris", {}, { failed: 10.2, dropped: 7 }))).to.deep.equal({
            meaning: "In the last 15m paris refused 10 samples for good, and the agent gave up 7 samples before they were sent, most likely as too old.",
            mend: [`see why they were refused; ${agentLog}`, `if they were too old, raise outageTolerance (8h unless you set it): ${tolerance("prod")}`, `  and: ${tolerance("edge-paris")}`],
        });
        expect(adviceFor("losing samples", edgeOf("paris", {}, { failed: 10 }))).to.deep.equal({
            meaning: "In the last 15m paris refused 10 samples for good.",
            mend: [`see why they were refused; ${agentLog}`],
        });
    });

    it("on what global refused", () => {
        expect(ofGlobal("samples refused", { tooOld: 3, outOfOrder: 2 })).to.deep.equal({
            meaning: "The receiver refused samples in the last 15m, and they are lost: 3 older than outageTolerance, 2 out of order.",
            mend: [
                "raise outageTolerance (8h unless you set it): pulumi config set --stack prod --path outageTolerance 12h && pulumi up --stack prod",
                "  and the same on the edges' stacks",
            ],
        });
        expect(ofGlobal("writes refused", { writes: 4 })).to.deep.equal({
            meaning:
                "The receiver answered 4 write requests with an error in the last 15m. " +
                "It refuses samples that are more than ten minutes in the future, and what is not well-formed.",
            mend: ["in the global cluster: kubectl logs --namespace metrics --selector app.kubernetes.io/name=prometheus --tail 50"],
        });
        expect(ofGlobal("relay drops", { relay: 4 })).to.deep.equal({
            meaning: "The relays gave up 4 blocks of samples in the last 15m, which the receiver refused or for which a volume had no room; they are lost.",
            mend: ["in the global cluster: kubectl logs --namespace metrics --selector app.kubernetes.io/name=relay --tail 50"],
        });
    });

    it("is there for each problem, and quotes what a shell would read", () => {
        const fleet = fleetOf([edgeOf("it's", { listed: false })]);
        const [problem] = diagnose(fleet).problems;
        expect(advise(problem, { fleet, source }).mend[0]).to.equal("pulumi config set --stack prod --path 'edges[2]' 'it'\\''s' && pulumi up --stack prod");
    });
});
