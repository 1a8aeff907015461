import { expect } from "chai";
import { mask, textsIn } from "../../render/secrets";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("masking", () => {
    const secret = (password: string) => mask({ apiVersion: "v1", kind: "Secret", metadata: { name: "a", namespace: "b" }, data: { password: base64(password) }, stringData: { user: "me" } });

    it("hides the content of a Secret, key by key, and tells two contents apart", () => {
        expect(secret("one").manifest).to.deep.equal({
            apiVersion: "v1",
            kind: "Secret",
            metadata: { name: "a", namespace: "b" },
            data: { password: "[secret]" },
            stringData: { user: "[secret]" },
        });
        expect(secret("one").digests).to.deep.equal(secret("one").digests);
        expect(secret("one").digests["data.password"]).not.to.equal(secret("two").digests["data.password"]);
        expect(secret("one").digests["stringData.user"]).to.equal(secret("two").digests["stringData.user"]);
    });

    it("hides what Pulumi marks as secret as a whole", () => {
        const { manifest } = mask({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "a" }, spec: { replicas: 1 } }, ["spec"]);
        expect(manifest).to.deep.equal({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "a" }, spec: "[secret]" });
    });

    it("hides texts wherever they stand, also in base64 and within others, but for kind and names", () => {
        const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "hunter22", annotations: { note: "is hunter22" } }, data: { a: `x=${base64("hunter22")};`, b: "else" } };
        const { manifest, digests } = mask(object, [], ["hunter22"]);
        expect(manifest).to.deep.equal({ apiVersion: "v1", kind: "ConfigMap", metadata: { annotations: { note: "is [secret]" }, name: "hunter22" }, data: { a: "x=[secret];", b: "else" } });
        expect(Object.keys(digests)).to.deep.equal(["metadata", "data"]);
    });

    it("takes the texts of values, but the short ones", () => {
        expect(textsIn({ a: ["long enough", 1, "short"], b: { c: "long enough" } })).to.deep.equal(["long enough"]);
    });
});
