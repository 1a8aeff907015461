import { expect } from "chai";
import { skip } from "../../support/skip";
import { Labels, snappy, writeRequest } from "../support/remoteWrite";
import { query } from "../support/prometheus";
import { until } from "../support/until";
import { untilFresh } from "./agent";
import { Certificate, hasOpenssl, makeCertificate } from "./authority";
import { Pair } from "./pair";
import { podsNamed } from "./pods";
import { request } from "./request";

export function tlsSteps(pair: () => Pair): void {
    let made: Certificate;
    let address: string;
    let credential: string;
    const body = () => {
        const labels: Labels = [["__name__", "e2e_tls"], ["cluster", "paris"]];
        return snappy(writeRequest(labels, 1));
    };

    before(async function () {
        if (!hasOpenssl()) {
            skip(this, "openssl is not on PATH, which makes the certificate");
        }
        address = new URL(pair().url).hostname;
        made = makeCertificate(address);
        const { global } = pair().found;
        const data = { "tls.crt": made.certificate, "tls.key": made.key, "ca.crt": made.authority };
        await global.apply("/api/v1/namespaces/monitoring/secrets/certificate", {
            apiVersion: "v1",
            kind: "Secret",
            type: "kubernetes.io/tls",
            metadata: { name: "certificate", namespace: "monitoring" },
            stringData: data,
        });
        await pair().configure({ hostname: address, tls: { secretName: "certificate" } });
        await pair().global.up();
        ({ paris: credential } = await pair().credentials());
    });

    it("names its address as an https URL, and the authority, in the outputs", async () => {
        const { remoteWriteUrl, caCertificate } = await pair().global.outputs();
        expect(remoteWriteUrl.value).to.equal(`https://${address}:8427/api/v1/write`);
        expect(caCertificate).to.deep.equal({ value: made.authority, secret: false });
        pair().url = remoteWriteUrl.value;
    });

    it("takes a sample from who checks it against the authority, and none from who does not trust it", async () => {
        expect((await request(pair().url, { credential, body: body(), ca: made.authority })).status).to.equal(204);
        expect((await request(pair().url, { body: body(), ca: made.authority })).status).to.equal(401);
        const distrust = await request(pair().url, { credential, body: body() }).catch((error: Error) => error.message);
        expect(distrust).to.match(/certificate/);
    });

    it("refuses plain HTTP", async () => {
        const { status } = await request(pair().url.replace("https:", "http:"), { credential, body: body() });
        expect(status).to.be.within(400, 499);
    });

    it("is on the port of the gateway's own metrics, which are scraped", async () => {
        await until("both pods are scraped", 120, async () => {
            const { global } = pair().found;
            const running = await podsNamed(global, "gateway");
            const scraped = await query(global, 'up{job=~".*-gateway"} == 1');
            expect(scraped.map(({ metric }) => metric.pod).sort()).to.deep.equal(running.map(({ metadata }) => metadata.name).sort());
            return true;
        });
    });

    it("is checked by the edge's agent, whose samples come", async () => {
        await pair().edge.up();
        await untilFresh(pair().found.global);
    });
}
