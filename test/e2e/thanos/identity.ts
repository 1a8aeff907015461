import { expect } from "chai";
import { request } from "../gateway/request";
import { Labels, snappy, writeRequest } from "../support/remoteWrite";
import { until } from "../support/until";
import { ScaleOut } from "./scaleOut";

const tokyo: [string, string] = ["cluster", "tokyo"];

/** Whose samples are whose: the credential decides, and neither a label nor a header of the request. */
export function identitySteps(scaleOut: () => ScaleOut): void {
    const metric = (claim: string): [string, string] => ["__name__", `e2e_claim_${claim}`];

    it("writes as the edge whose credential it is, whatever samples and headers claim", async () => {
        const { paris: credential } = await scaleOut().credentials();
        const send = async (claim: string, labels: Labels, further: { path?: string; headers?: Record<string, string> } = {}) => {
            const body = snappy(writeRequest([metric(claim), ...labels], 1));
            return (await request(scaleOut().url, { credential, body, ...further })).status;
        };
        const statuses = [
            await send("other", [tokyo]),
            await send("none", []),
            await send("header", [tokyo], { headers: { "THANOS-TENANT": "tokyo" } }),
            await send("headers", [], { headers: { "thanos-tenant": "tokyo", "X-Scope-OrgID": "tokyo", tenant: "tokyo" } }),
            await send("argument", [tokyo], { path: "/api/v1/write?tenant=tokyo&extra_label=cluster=tokyo" }),
        ];
        expect(statuses).to.deep.equal(statuses.map(() => scaleOut().taken));
        await until("the samples", 60, async () => {
            const landed = (await scaleOut().query('{__name__=~"e2e_claim_.+"}')).map(({ metric: labels }) => labels);
            const expected = ["argument", "header", "headers", "none", "other"].map((claim) => ({ __name__: metric(claim)[1], cluster: "paris" }));
            expect(landed.sort((a, b) => a.__name__.localeCompare(b.__name__))).to.deep.equal(expected);
            return true;
        });
        // That tokyo is absent is an alert, and series of its own.
        expect(await scaleOut().query('{cluster="tokyo",__name__!~"ALERTS.*"}')).to.deep.equal([]);
    });

    it("refuses remote write 2.0, which Thanos would take for nothing", async () => {
        const { paris: credential } = await scaleOut().credentials();
        const { status } = await request(scaleOut().url, { credential, body: snappy(writeRequest([metric("two")], 1)), version: "2.0.0" });
        expect(status).to.be.within(400, 499);
    });
}
