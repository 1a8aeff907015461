import { expect } from "chai";
import { join } from "path";
import { readProject } from "../../render/project";
import { OtherStacks, readOutputs } from "../../render/references";
import { errorOf } from "../support/program";
import { withProject, writeFiles } from "../support/project";

const program = `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
const other = config.get("reads");
exports.name = config.require("name");
exports.token = config.getSecret("token");
exports.read = other && new pulumi.StackReference(other).requireOutput("name");
console.log("not for standard output");
`;
const files = {
    "index.js": program,
    "Pulumi.global.yaml": "config: {sample:name: g, sample:token: {secure: v1:x}}",
    "Pulumi.edge.yaml": "config: {sample:name: e, sample:reads: organization/sample/global}",
    "Pulumi.far.yaml": "config: {sample:name: f, sample:reads: organization/elsewhere/global}",
    "Pulumi.self.yaml": "config: {sample:name: s, sample:reads: organization/sample/self}",
    "Pulumi.wrong.yaml": "config: {sample:token: {secure: v1:x}}",
};

describe("running the program of a stack", () => {
    const outputs = (stack: string, given?: Record<string, unknown>) =>
        withProject(files, async (folder) => {
            const others = new OtherStacks(readProject(folder), given);
            const { run } = await others.run(stack);
            return { ...run.outputs, origins: [...others.origins] };
        });

    it("takes what is encrypted as a secret text, and runs anew for each stack", () =>
        withProject(files, async (folder) => {
            const others = new OtherStacks(readProject(folder));
            const { run } = await others.run("global");
            expect([run.outputs, run.secretOutputs]).to.deep.equal([{ name: "g", token: "[encrypted: sample:token]" }, ["token"]]);
            expect((await others.run("edge")).run.outputs.name).to.equal("e");
        }));

    it("runs the program of a stack of the project that it reads", async () => {
        expect(await outputs("edge")).to.deep.equal({ name: "e", read: "g", origins: [["organization/sample/global", "program"]] });
    });

    it("takes the outputs that are given: of one stack, or of several by name", async () => {
        expect(await outputs("edge", { name: "real" })).to.deep.equal({ name: "e", read: "real", origins: [] });
        expect(await outputs("far", { "organization/elsewhere/global": { name: "real" } })).to.deep.equal({ name: "f", read: "real", origins: [] });
    });

    it("marks as secret what is secret of another program, and of a file all but what is known as plain", () => {
        const reader = `const pulumi = require("@pulumi/pulumi");
            const other = new pulumi.StackReference("organization/sample/global");
            for (const name of ["name", "token", "clusterName"]) exports[name] = other.getOutput(name);
            exports.details = other.getOutputDetails("token").then((details) => Object.keys(details)[0]);`;
        const main = `module.exports = require(require("@pulumi/pulumi").getStack() === "global" ? "./one.js" : "./two.js");`;
        return withProject({ ...files, "index.js": main, "one.js": program, "two.js": reader, "Pulumi.reader.yaml": "" }, async (folder) => {
            const secret = async (given?: Record<string, unknown>) => (await new OtherStacks(readProject(folder), given).run("reader")).run;
            const known = await secret();
            expect([known.secretOutputs, known.outputs]).to.deep.equal([["token"], { name: "g", token: "[encrypted: sample:token]", details: "secretValue" }]);
            const given = await secret({ name: "n", token: "t", clusterName: "c" });
            expect([given.secretOutputs, given.outputs]).to.deep.equal([["name", "token"], { name: "n", token: "t", clusterName: "c", details: "secretValue" }]);
        });
    });

    it("shows no secret in an error or a warning of the program", () => {
        const index = `const pulumi = require("@pulumi/pulumi");
            pulumi.secret("marked-here");
            exports.a = new pulumi.StackReference("o/p/s").getOutput("token").apply((token) => {
                if (pulumi.getStack() === "wrong") throw new Error(token + " and marked-here are wrong");
                pulumi.log.warn(token + " and marked-here are odd");
                console.warn(token + " and marked-here are odd");
            });`;
        return withProject({ "index.js": index, "Pulumi.wrong.yaml": "", "Pulumi.odd.yaml": "" }, async (folder) => {
            const others = () => new OtherStacks(readProject(folder), { token: "handed-over" });
            expect((await errorOf(others().run("wrong"))).message).to.match(/cannot be run: .*\[secret\] and \[secret\] are wrong/).and.not.to.match(/handed-over|marked-here/);
            expect((await others().run("odd")).run.warnings.join()).to.contain("[secret] and [secret] are odd").and.not.to.match(/handed-over|marked-here/);
        });
    });

    it("says why it cannot be run: an output that nobody knows, a circle, a key that is missing", async () => {
        const text = (stack: string) => errorOf(outputs(stack)).then(({ message }) => message);
        expect(await text("far")).to.equal(`The program of stack "far" cannot be run: Required output 'name' does not exist on stack 'organization/elsewhere/global'.\nThe outputs of organization/elsewhere/global are not known: give them with --outputs FILE`);
        expect(await text("self")).to.match(/^The program of stack "self" cannot be run: Required output 'name'/);
        expect(await text("wrong")).to.match(/^The program of stack "wrong" cannot be run: Missing required configuration variable 'sample:name'/);
    });

    it("gives what is read from a cluster its names, and a Service an address", () =>
        withProject(
            {
                "index.js": `const { Service, Secret } = require("@pulumi/kubernetes").core.v1;
                    const service = Service.get("s", "space/web");
                    exports.host = service.status.loadBalancer.ingress[0].hostname;
                    exports.names = service.metadata.apply(({ name, namespace }) => [name, namespace]);
                    exports.authority = Secret.get("t", "space/tls").data["ca.crt"];`,
                "Pulumi.a.yaml": "",
            },
            async (folder) => {
                const { run } = await new OtherStacks(readProject(folder)).run("a");
                const authority = Buffer.from("[certificate of the cluster]").toString("base64");
                expect(run.outputs).to.deep.equal({ host: "load-balancer.test", names: ["web", "space"], authority });
                expect(run.declared).to.deep.equal([]);
            },
        ));

    it("gives an address to a Service that asks for a load balancer, and to no other", () => {
        const index = `const { Service } = require("@pulumi/kubernetes").core.v1;
            const { Release } = require("@pulumi/kubernetes").helm.v3;
            for (const type of ["LoadBalancer", "ClusterIP", undefined]) {
                exports["as" + type] = new Service("s" + type, { spec: { type } }).status.loadBalancer;
                const release = new Release("r" + type, { chart: "c", namespace: "n", values: { fullnameOverride: "r" + type, prometheus: { service: { type } } } });
                exports["read" + type] = Service.get("g" + type, release.id.apply(() => "n/r" + type + "-prometheus")).status.loadBalancer;
            }`;
        return withProject({ "index.js": index, "Pulumi.a.yaml": "" }, async (folder) => {
            const { run } = await new OtherStacks(readProject(folder)).run("a");
            const address = { ingress: [{ hostname: "load-balancer.test" }] };
            expect(run.outputs).to.deep.equal({ asLoadBalancer: address, readLoadBalancer: address, asClusterIP: {}, readClusterIP: {}, asundefined: {}, readundefined: {} });
        });
    });

    it("tells an error that nobody waits for, once", () =>
        withProject({ "index.js": `const { output } = require("@pulumi/pulumi"); for (const i of [1, 2]) output(i).apply(() => { throw new Error("broken " + i); });`, "Pulumi.a.yaml": "" }, async (folder) => {
            const { message } = await errorOf(new OtherStacks(readProject(folder)).run("a"));
            expect(message).to.match(/^The program of stack "a" cannot be run: broken 1/);
        }));

    it("says what is wrong with a file of outputs", () =>
        withProject(files, async (folder) => {
            writeFiles(folder, { "list.json": "[]", "outputs.json": '{"name": "x"}' });
            expect(readOutputs(join(folder, "outputs.json"))).to.deep.equal({ name: "x" });
            expect(() => readOutputs(join(folder, "list.json"))).to.throw(`--outputs ${folder}/list.json is not a map of outputs: write it with "pulumi stack output --json"`);
            expect(() => readOutputs(join(folder, "none.json"))).to.throw(/^--outputs .*none\.json cannot be read \(ENOENT.*\): write it with/);
        }));
});
