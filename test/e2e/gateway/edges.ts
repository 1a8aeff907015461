import { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { Labels, snappy, writeRequest } from "../support/remoteWrite";
import { until } from "../support/until";
import { gaps, longestRegularGap, lostSamples, untilFresh, untilReloaded } from "./agent";
import { Pair } from "./pair";

/** The kubelet brings a changed Secret to the pods in its own time. */
const reloadSeconds = 180;

const body = () => {
    const labels: Labels = [["__name__", "e2e_written"], ["cluster", "paris"]];
    return snappy(writeRequest(labels, 1));
};

export function edgeSteps(pair: () => Pair): void {
    let first: Record<string, string>;
    let second: string;

    /** Waits until each pod of the gateway gives one answer to a credential, and says how long that took. */
    async function untilAnswered(status: number, credential: string): Promise<string> {
        const start = Date.now();
        await until(`the gateway answers ${status}`, reloadSeconds, () => pair().expectStatus(status, { credential, body: body() }));
        return `${((Date.now() - start) / 1000).toFixed(0)} s`;
    }

    it("would take a new edge with a new password, and watch for it, and nothing else", async () => {
        first = await pair().credentials();
        await pair().configure({ edges: ["paris", "tokyo", "rome"] });
        const changes: string[] = [];
        const onEvent = ({ resourcePreEvent }: EngineEvent) => {
            const { op, type, urn } = resourcePreEvent?.metadata ?? { op: "same", type: "", urn: "" };
            if (op !== "same") {
                changes.push(`${op} ${type} ${urn.split("::").pop()}`);
            }
        };
        await pair().global.preview({ onEvent });
        expect(changes.sort()).to.deep.equal([
            "create random:index/randomPassword:RandomPassword global-edge-rome-1",
            "update kubernetes:core/v1:Secret global-gateway",
            // The rule that misses the edge where it is silent.
            "update kubernetes:helm.sh/v3:Release global",
            // The component's own args.
            "update multicluster-prometheus:index:GlobalPrometheus global",
        ]);
    });

    it("revokes one edge, adds another and rotates the password of a third, each alone", async () => {
        await pair().configure({ edges: ["paris", "rome"], credentialVersions: { paris: 2 } });
        await pair().global.up();
        const { paris, rome, ...others } = await pair().credentials();
        expect(others).to.deep.equal({});
        expect(paris).not.to.equal(first.paris);
        second = paris;
        const times = await Promise.all([untilAnswered(401, first.tokyo), untilAnswered(204, paris), untilAnswered(204, rome)]);
        console.log(`      after the update: tokyo refused in ${times[0]}, paris' new password taken in ${times[1]}, rome's in ${times[2]}`);
        await pair().expectStatus(204, { credential: first.paris, body: body() });
        const start = Date.now() / 1000;
        await pair().edge.up();
        // Until then it writes with the first one, which the next step ends.
        await untilReloaded(pair().found.edge, start);
    });

    it("takes the first password no more after the third, and the second one still", async () => {
        await pair().configure({ credentialVersions: { paris: 3 } });
        await pair().global.up();
        await untilAnswered(401, first.paris);
        await pair().expectStatus(204, { credential: second, body: body() });
    });

    it("has lost no sample of the agent's all along", async () => {
        expect(await lostSamples(pair().found.edge)).to.deep.equal({ failed: 0, dropped: 0 });
        const { global } = pair().found;
        await untilFresh(global);
        const all = await gaps(global, 600);
        expect(all.length).to.be.above(5);
        expect(all.filter((gap) => gap > longestRegularGap)).to.deep.equal([]);
    });
}
