import { expect } from "chai";
import { Rule } from "../../policy/rule";
import { receiverExposure } from "../../policy/rules/receiverExposure";
import { remoteWriteAuthentication } from "../../policy/rules/remoteWriteAuthentication";
import { types } from "../support/recordingMocks";

/** What a rule says of a release that a program makes itself, whose values nothing has checked. */
const said = (rule: Rule, prometheus: Record<string, unknown>) =>
    rule.violations({ type: types.release, name: "own", props: { chart: "kube-prometheus-stack", values: { prometheus } } }, { privateHosts: [] });

describe("the policies, of values that nothing has checked", () => {
    const remoteWrite = (spec: Record<string, unknown>) => said(remoteWriteAuthentication, { prometheusSpec: spec });
    const url = "https://mimir.example.com/api/v1/push";

    it("say of remote write in another shape what it must be", () => {
        const list = "is not a list, so nothing can tell where it writes. Make it one, or remove it.";
        const map = "is not a map with a url, so nothing can tell where it writes. Make it one, or remove it.";
        expect(remoteWrite({ remoteWrite: { a: 1 } })).to.deep.equal([`prometheus.prometheusSpec.remoteWrite ${list}`]);
        expect(remoteWrite({ additionalRemoteWrite: [null] })).to.deep.equal([`prometheus.prometheusSpec.additionalRemoteWrite[0] ${map}`]);
        expect(remoteWrite({ additionalRemoteWrite: ["a", []] })).to.have.length(2);
        expect(remoteWrite({ remoteWrite: null, additionalRemoteWrite: "" })).to.deep.equal([]);
    });

    for (const [name, proof] of Object.entries({
        basicAuth: { basicAuth: {} },
        authorization: { authorization: {} },
        oauth2: { oauth2: {} },
        azureAd: { azureAd: {} },
        "a text": { basicAuth: "paris" },
        keySecret: { tlsConfig: { keySecret: {} } },
        keyFile: { tlsConfig: { keyFile: null } },
    })) {
        it(`do not take ${name} with nothing in it for authentication`, () => {
            expect(remoteWrite({ remoteWrite: [{ url, ...proof }] })).to.have.length(1);
        });
    }

    it("take an empty sigv4, which is the role of the pod, and a key in a file", () => {
        expect(remoteWrite({ remoteWrite: [{ url, sigv4: {} }, { url, tlsConfig: { keyFile: "/key" } }] })).to.deep.equal([]);
    });

    it("see a receiver that an argument or a feature opens", () => {
        const exposed = (prometheusSpec: Record<string, unknown>) => said(receiverExposure, { prometheusSpec, service: { type: "NodePort" } }).length;
        expect(exposed({ additionalArgs: [null, { name: "web.enable-remote-write-receiver" }] })).to.equal(1);
        expect(exposed({ additionalArgs: [{ name: "web.enable-remote-write-receiver", value: "true" }] })).to.equal(1);
        expect(exposed({ enableFeatures: ["exemplar-storage", "remote-write-receiver"] })).to.equal(1);
        expect(exposed({ additionalArgs: [{ name: "web.enable-remote-write-receiver", value: "false" }] })).to.equal(0);
        expect(exposed({ additionalArgs: { a: 1 }, enableFeatures: "exemplar-storage" })).to.equal(0);
    });
});
