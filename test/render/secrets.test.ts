import { expect } from "chai";
import { createHash } from "crypto";
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
        const { manifest } = mask({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "a" }, spec: { replicas: 1 } }, [["spec"]]);
        expect(manifest).to.deep.equal({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "a" }, spec: "[secret]" });
    });

    it("hides what Pulumi marks as secret at its place only, whatever it is, but for names", () => {
        const deployment = (value: unknown) => ({ kind: "Deployment", metadata: { name: "a", labels: { b: "c" } }, spec: { containers: [{ image: "i:1", env: [{ name: "N", value }] }] } });
        const paths = [["metadata", "name"], ["metadata", "labels", "b"], ["spec", "containers", "0", "env", "0", "value"]];
        for (const value of [true, 5, "ab", { deep: ["x"] }]) {
            const { manifest, digests } = mask(deployment(value), paths);
            expect(manifest).to.deep.equal({ kind: "Deployment", metadata: { name: "a", labels: { b: "[secret]" } }, spec: { containers: [{ image: "i:1", env: [{ name: "N", value: "[secret]" }] }] } });
            expect(Object.keys(digests)).to.deep.equal(["metadata.labels.b", "spec.containers.0.env.0.value"]);
        }
        expect(mask(deployment(true), paths).digests).not.to.deep.equal(mask(deployment(false), paths).digests);
    });

    it("hides texts wherever they stand, also in base64 and within others, but for kind and names", () => {
        const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "hunter22", annotations: { note: "is hunter22" } }, data: { a: `x=${base64("hunter22")};`, b: "else" } };
        const { manifest, digests } = mask(object, [], ["hunter22"]);
        expect(manifest).to.deep.equal({ apiVersion: "v1", kind: "ConfigMap", metadata: { annotations: { note: "is [secret]" }, name: "hunter22" }, data: { a: "x=[secret];", b: "else" } });
        expect(Object.keys(digests)).to.deep.equal(["metadata", "data"]);
    });

    const hidden = (data: unknown, ...texts: string[]) => mask({ apiVersion: "v1", kind: "ConfigMap", data }, [], texts).manifest.data;

    it("hides what a chart makes of a text: lines that are indented, JSON, base64 around it, its hash, a key", () => {
        expect(hidden("x:\n    first line\n    second line\n", "first line\nsecond line")).to.equal("x:\n    [secret]\n    [secret]\n");
        expect(hidden(JSON.stringify({ a: 'hunter"22' }), 'hunter"22')).to.equal('{"a":"[secret]"}');
        for (const before of ["", "u:", "me:", "you:"]) {
            expect(hidden(`basic ${base64(`${before}hunter22!`)}.`, "hunter22!")).to.equal("basic [secret].");
        }
        expect(hidden(createHash("sha256").update("hunter22").digest("hex"), "hunter22")).to.equal("[secret]");
        expect(hidden({ hunter22: 1 }, "hunter22")).to.deep.equal({ "[secret]": 1 });
    });

    it("hides a short text where it stands alone, and the longest of those that overlap", () => {
        expect(hidden({ a: "abc", b: base64("abc"), c: "xabcx" }, "abc")).to.deep.equal({ a: "[secret]", b: "[secret]", c: "xabcx" });
        expect(hidden({ a: "x", b: "xy", c: 7, d: 77 }, "x", "7")).to.deep.equal({ a: "[secret]", b: "xy", c: "[secret]", d: 77 });
        expect(hidden("hunter22-and-more", "hunter22", "hunter22-and-more")).to.equal("[secret]");
        expect(hidden("is hunter22-and-more", "hunter22", "hunter22-and-more")).to.equal("is [secret]");
    });

    it("takes the texts of values, but those that are wholly a stand-in", () => {
        const texts = { a: ["long enough", 1, "[encrypted: a:b.c[0].d]", "[generated: x]"], b: { c: "long enough", d: "[encrypted: a] and [more]" } };
        expect(textsIn(texts)).to.deep.equal(["long enough", "[encrypted: a] and [more]"]);
    });
});
