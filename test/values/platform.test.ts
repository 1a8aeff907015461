import { expect } from "chai";
import { Platform } from "../../components";
import { edgeValues } from "../../components/values/edge";
import { globalValues } from "../../components/values/global";
import { mergeValues } from "../../components/values/merge";
import { platformValues } from "../../components/values/platform";

const unscraped = { service: { enabled: false }, serviceMonitor: { enabled: false } };
const managed = { kubeControllerManager: unscraped, kubeEtcd: unscraped, kubeScheduler: unscraped };
const presets = {
    EKS: { ...managed, kubeProxy: unscraped },
    GKE: { ...managed, kubeProxy: unscraped, coreDns: unscraped, kubeDns: { enabled: true } },
    AKS: { ...managed, kubeProxy: { service: { selector: { component: "kube-proxy" } } } },
};
const admin = { existingSecret: "s", userKey: "u", passwordKey: "p" };
const edge = { clusterName: "paris", remoteWriteUrl: "http://203.0.113.10:8427/api/v1/write" };

describe("platformValues", () => {
    it("are those of each platform, and none without one", () => {
        expect(Object.values(Platform)).to.deep.equal(Object.keys(presets));
        for (const platform of Object.values(Platform)) {
            expect(platformValues(platform), platform).to.deep.equal(presets[platform]);
        }
        expect(platformValues(undefined)).to.deep.equal({});
    });

    it("are all that a platform changes of a cluster's values", () => {
        for (const platform of Object.values(Platform)) {
            expect(edgeValues({ ...edge, platform }), platform).to.deep.equal(mergeValues(edgeValues(edge), presets[platform]));
            expect(globalValues({ platform }, admin), platform).to.deep.equal(mergeValues(globalValues({}, admin), presets[platform]));
        }
    });

    it("give way to the raw values", () => {
        const values = { kubeProxy: { service: { enabled: true }, serviceMonitor: { enabled: true } } };
        const { kubeProxy, kubeEtcd } = edgeValues({ ...edge, platform: Platform.EKS, values });
        expect(kubeProxy).to.deep.equal({ service: { enabled: true }, serviceMonitor: { enabled: true } });
        expect(kubeEtcd).to.deep.equal(unscraped);
    });
});
