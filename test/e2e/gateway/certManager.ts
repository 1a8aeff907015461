import { expect } from "chai";
import { skip } from "../../support/skip";
import { snappy, writeRequest } from "../support/remoteWrite";
import { untilFresh } from "./agent";
import { Pair } from "./pair";
import { request } from "./request";

const group = "cert-manager.io";
const api = `/apis/${group}/v1`;

/** A certificate that cert-manager makes, from an authority of its own. */
export function certManagerSteps(pair: () => Pair): void {
    const make = (kind: string, name: string, spec: object) =>
        pair().found.global.apply(`${api}/namespaces/monitoring/${kind.toLowerCase()}s/${name}`, {
            apiVersion: `${group}/v1`,
            kind,
            metadata: { name, namespace: "monitoring" },
            spec,
        });

    before(async function () {
        if (!(await pair().found.global.has(api))) {
            skip(this, "cert-manager is not in the cluster that E2E_GLOBAL_KUBECONFIG names");
        }
        await make("Issuer", "e2e-self", { selfSigned: {} });
        const authority = { isCA: true, commonName: "e2e-authority", secretName: "e2e-authority", issuerRef: { name: "e2e-self" } };
        await make("Certificate", "e2e-authority", authority);
        await make("Issuer", "e2e-authority", { ca: { secretName: "e2e-authority" } });
        await pair().configure({ hostname: new URL(pair().url).hostname, tls: { issuerRef: { name: "e2e-authority" } } });
        await pair().global.up();
    });

    it("is served, and edges are given its authority, whom the agent trusts", async () => {
        const { remoteWriteUrl, caCertificate } = await pair().global.outputs();
        pair().url = remoteWriteUrl.value;
        const { paris: credential } = await pair().credentials();
        const body = snappy(writeRequest([["__name__", "e2e_cert_manager"], ["cluster", "paris"]], 1));
        expect((await request(pair().url, { credential, body, ca: caCertificate.value })).status).to.equal(204);
        await pair().edge.up();
        await untilFresh(pair().found.global);
    });
}
