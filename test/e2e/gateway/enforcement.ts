import { expect } from "chai";
import { query } from "../support/prometheus";
import { Labels } from "../support/remoteWrite";
import { until } from "../support/until";
import { lostSamples } from "./agent";
import { Pair } from "./pair";
import { request } from "./request";

/** The name of the label by which the gateway tells the relay who writes. */
async function identityLabel(pair: Pair): Promise<string> {
    const path = "/api/v1/namespaces/monitoring/secrets/kube-prometheus-stack-relay";
    const { data } = await pair.found.global.get<{ data: Record<string, string> }>(path);
    const [label] = /edge_\w+/.exec(Buffer.from(data["relabel.yaml"], "base64").toString()) ?? ["none"];
    return label;
}

export function enforcementSteps(pair: () => Pair): void {
    let paris: string;
    const named = (claim: string): [string, string] => ["__name__", `e2e_claim_${claim}`];
    const tokyo: [string, string] = ["cluster", "tokyo"];

    it("is switched on, and the agent's samples keep coming", async () => {
        await pair().configure({ enforceClusterLabel: true });
        await pair().global.up();
        await pair().edge.up();
        ({ paris } = await pair().credentials());
        await until("the relay is in between", 180, async () => {
            await pair().write(paris, [named("first"), tokyo]);
            return (await query(pair().found.global, 'e2e_claim_first{cluster="paris"}'))[0];
        });
        const fresh = 'time() - timestamp(up{cluster="paris",job="node-exporter"}) < 30';
        const since = Date.now() / 1000;
        await until("new samples of the agent's", 120, async () => {
            const [sample] = await query(pair().found.global, fresh);
            return sample && sample.value[0] > since + 30 ? sample : undefined;
        });
    });

    it("writes as the edge whose credential it is, whatever the samples claim", async () => {
        const label = await identityLabel(pair());
        const claims: Record<string, Labels> = {
            other: [tokyo],
            none: [],
            twice: [tokyo, ["cluster", "rome"]],
            guess: [tokyo, ["edge_identity", "tokyo"]],
        };
        for (const [claim, labels] of Object.entries(claims)) {
            expect(await pair().write(paris, [named(claim), ...labels]), claim).to.equal(204);
        }
        for (const argument of ["cluster=tokyo", `${label}=tokyo`, "edge_identity=tokyo"]) {
            const path = `/api/v1/write?extra_label=${argument}&extra_label=cluster=tokyo`;
            expect(await pair().write(paris, [named("argument"), tokyo], path), argument).to.equal(204);
        }
        await pair().write(paris, [named("last"), tokyo]);
        await until("the last sample", 60, async () => (await query(pair().found.global, "e2e_claim_last"))[0]);
        const landed = await query(pair().found.global, 'last_over_time({__name__=~"e2e_claim_.+"}[15m])');
        const others = (await query(pair().found.global, '{__name__=~"e2e_claim_.+",__name__!="e2e_claim_first",cluster!="paris"}')).map(({ metric }) => metric);
        expect(others).to.deep.equal([]);
        expect(landed.length).to.be.above(0);
        for (const { metric } of await query(pair().found.global, '{__name__=~"e2e_claim_.+",cluster="paris"}')) {
            expect(Object.keys(metric).filter((key) => key.startsWith("edge_") && key !== "edge_identity"), metric.__name__).to.deep.equal([]);
        }
    });

    it("refuses what it refused before", async () => {
        for (const path of ["/metrics", "/-/reload", "/api/v1/write/../query", "/config", "/api/v1/import", "/remotewrite-relabel-config", "/targets"]) {
            for (const method of ["GET", "POST"]) {
                expect((await request(pair().url, { method, path, credential: paris })).status, `${method} ${path}`).to.be.within(400, 499);
            }
        }
        expect((await request(pair().url, { body: Buffer.from("garbage"), credential: paris })).status).to.be.within(400, 499);
        expect(await lostSamples(pair().found.edge)).to.deep.equal({ failed: 0, dropped: 0 });
    });
}
