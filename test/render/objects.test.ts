import { expect } from "chai";
import { declaredObject, fileOf, fileText, inOrder, releaseObjects } from "../../render/objects";

const release = { name: "edge", inputs: { values: {} }, secrets: [], provider: "" };

describe("rendered objects", () => {
    it("are those in Helm's YAML, those of a List one by one, with keys in order, hooks marked and definitions as they are", () => {
        const objects = releaseObjects(release, [
            "# Source: x\nkind: Service\napiVersion: v1\nmetadata: {namespace: space, name: s}\n",
            "kind: List\napiVersion: v1\nitems: [{kind: Service, apiVersion: v1, metadata: {name: t}}]\n",
            "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: j\n  annotations: {helm.sh/hook: pre-upgrade}\n",
            "# Source: y\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  annotations:\n    a: b\n  name: z.example.com\nspec:\n  b: 1\n  a: 2\n",
        ]);
        expect(objects.map(fileOf)).to.deep.equal(["Service/space.s.yaml", "Service/t.yaml", "Job/j.yaml", "CustomResourceDefinition/z.example.com.yaml"]);
        expect(fileText(objects[0])).to.equal("# Release edge\napiVersion: v1\nkind: Service\nmetadata:\n  name: s\n  namespace: space\n");
        expect(fileText(objects[2])).to.match(/^# Release edge, Helm hook: pre-upgrade\n/);
        expect(objects[3].text).to.match(/^apiVersion[\s\S]*spec:\n {2}b: 1\n {2}a: 2\n$/);
    });

    it("are those that the program declares, by the provider's name where it is not the default one", () => {
        const inputs = { apiVersion: "v1", kind: "Namespace", metadata: { name: "monitoring" } };
        const object = declaredObject({ type: "kubernetes:core/v1:Namespace", name: "paris-namespace", inputs, secrets: [], provider: "paris" })!;
        expect(fileOf(object)).to.equal("paris/Namespace/monitoring.yaml");
        expect(object.origin).to.equal("Namespace paris-namespace");
        expect(declaredObject({ type: "random:index/randomPassword:RandomPassword", name: "p", inputs: {}, secrets: [], provider: "" })).to.equal(undefined);
    });

    it("have files that tell a kind by its group where that is not Kubernetes' own, and names that any file system takes", () => {
        const [own, role] = releaseObjects(release, [
            "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p, namespace: n}\n",
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: 'system:a'}\n",
        ]);
        expect([fileOf(own), fileOf(role)]).to.deep.equal(["Prometheus.monitoring.coreos.com/n.p.yaml", "ClusterRole/system%3Aa.yaml"]);
    });

    it("are in the order of their files, each once", () => {
        const object = (name: string, text: string) => ({ ...releaseObjects(release, [`apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`])[0], text });
        expect(inOrder([object("b", "1"), object("a", "2"), object("b", "3")]).map(({ name, text }) => `${name}${text}`)).to.deep.equal(["a2", "b3"]);
    });

    it("hide the texts that are given as secret", () => {
        const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {key: hunter22}\n";
        expect(releaseObjects(release, [text], ["hunter22"])[0].text).to.contain("key: '[secret]'");
    });
});
