import { expect } from "chai";
import { query } from "../support/prometheus";
import { Labels, snappy, writeRequest } from "../support/remoteWrite";
import { until } from "../support/until";
import { gaps, longestRegularGap, untilFresh, untilReloaded } from "./agent";
import { Pair } from "./pair";
import { request } from "./request";

/** A write request whose sample is a year old, which is more than the receiver takes. */
function staleRequest(labels: Labels): Buffer {
    const content = writeRequest(labels, 1);
    // The time comes last, and its most significant bits in its last byte: each one there is 398 days.
    content[content.length - 1]--;
    return content;
}

export function enforcementSteps(pair: () => Pair): void {
    let paris: string;
    let rome: string;
    const named = (claim: string): [string, string] => ["__name__", `e2e_claim_${claim}`];
    const tokyo: [string, string] = ["cluster", "tokyo"];

    /** Waits until no pod of the gateway is left that would not send to the relays: those before the update still finish their requests. */
    async function untilInForce(): Promise<void> {
        let round = 0;
        await until("each pod of the gateway sends to the relays", 120, async () => {
            const name: [string, string] = ["__name__", `e2e_round_${++round}`];
            for (let sent = 0; sent < 10; sent++) {
                await pair().write(paris, [name, tokyo, ["sent", `${sent}`]]);
            }
            await until("ten samples", 10, async () => ((await query(pair().found.global, name[1])).length === 10 ? true : undefined));
            const claimed = await query(pair().found.global, `${name[1]}{cluster="tokyo"}`);
            return claimed.length === 0 ? true : undefined;
        });
    }

    it("is switched on without a lost sample, after the edges speak remote write 1.0", async () => {
        await pair().edge.setConfig("multicluster-prometheus:messageVersion", { value: "V1.0" });
        const start = Date.now() / 1000;
        await pair().edge.up();
        await untilReloaded(pair().found.edge, start);
        await pair().configure({ edges: ["paris", "rome"], enforceClusterLabel: true });
        await pair().global.up();
        ({ paris, rome } = await pair().credentials());
        await untilInForce();
        await untilFresh(pair().found.global);
        const all = await gaps(pair().found.global, Math.ceil(Date.now() / 1000 - start));
        expect(all.length).to.be.above(1);
        expect(all.filter((gap) => gap > longestRegularGap)).to.deep.equal([]);
    });

    it("writes as the edge whose credential it is, whatever the samples claim", async () => {
        expect(await pair().write(paris, [named("other"), tokyo])).to.equal(204);
        expect(await pair().write(paris, [named("none")])).to.equal(204);
        expect(await pair().write(paris, [named("argument")], "/api/v1/write?extra_label=cluster=tokyo")).to.equal(204);
        await until("the samples", 60, async () => {
            const landed = await query(pair().found.global, '{__name__=~"e2e_claim_.+"}');
            const metrics = landed.map(({ metric }) => metric).sort((a, b) => a.__name__.localeCompare(b.__name__));
            expect(metrics).to.deep.equal(["argument", "none", "other"].map((claim) => ({ __name__: named(claim)[1], cluster: "paris" })));
            return true;
        });
    });

    it("has no sample taken that claims to be of two clusters", async () => {
        await pair().write(paris, [named("two"), tokyo, ["cluster", "rome"]]);
        // The relay has sent it before what comes after it.
        await new Promise((resolve) => setTimeout(resolve, 3000));
        await pair().write(paris, [named("after")]);
        await until("the sample after it", 30, async () => (await query(pair().found.global, named("after")[1]))[0]);
        expect(await query(pair().found.global, named("two")[1])).to.deep.equal([]);
    });

    it("takes the samples of an edge while another one's are refused", async () => {
        const since = Date.now();
        let written = 0;
        while (Date.now() - since < 10_000) {
            // The receiver refuses a request as a whole for one sample that is too old.
            await request(pair().url, { credential: paris, body: snappy(staleRequest([named("stale")])) });
            written += (await pair().write(rome, [named("honest")])) === 204 ? 1 : 0;
            await new Promise((resolve) => setTimeout(resolve, 200));
        }
        expect(written).to.be.above(10);
        await until("each of the other edge's samples", 60, async () => {
            const [sample] = await query(pair().found.global, 'count_over_time(e2e_claim_honest{cluster="rome"}[5m])');
            expect(Number(sample?.value[1] ?? 0)).to.equal(written);
            return true;
        });
    });

    it("refuses remote write 2.0, of which a relay would keep nothing", async () => {
        const { status } = await request(pair().url, { credential: paris, body: snappy(writeRequest([named("two")], 1)), version: "2.0.0" });
        expect(status).to.be.within(400, 499);
    });

    it("refuses what it refused before", async () => {
        for (const path of ["/metrics", "/-/reload", "/api/v1/write/../query", "/config", "/api/v1/import", "/remotewrite-relabel-config", "/targets"]) {
            for (const method of ["GET", "POST"]) {
                expect((await request(pair().url, { method, path, credential: paris })).status, `${method} ${path}`).to.be.within(400, 499);
            }
        }
        expect((await request(pair().url, { body: Buffer.from("garbage"), credential: paris })).status).to.be.within(400, 499);
    });
}
