import { expect } from "chai";
import { homedir } from "os";
import { join } from "path";
import { CannotTell } from "../../../cli/errors";
import { Pulumi } from "../../../cli/shared/pulumi";
import { Ending } from "../../../render/exec";
import { readKubernetesConfig, readStack } from "../../../cli/doctor/stack";

const outputs = {
    clusterName: "global",
    namespace: "monitoring",
    releaseName: "kps",
    remoteWriteUrl: "http://203.0.113.10:8427/api/v1/write",
    queryUrl: "http://kps-prometheus.monitoring.svc:9090",
    edges: ["paris", "tokyo"],
    mutedEdges: ["tokyo"],
    edgeAbsentAfter: "5m",
    edgeCredentials: "[secret]",
};
const edgeOutputs = { clusterName: "paris", namespace: "monitoring", releaseName: "kps", remoteWriteUrl: "http://203.0.113.10:8427/api/v1/write" };
const done = (value: unknown): Ending => ({ status: 0, stdout: JSON.stringify(value), stderr: "" });
const failed = (stderr: string): Ending => ({ status: 1, stdout: "", stderr });

/** A Pulumi CLI that knows stacks by their outputs. */
const pulumiWith =
    (stacks: Record<string, object>, selected?: string): Pulumi =>
    async (args) => {
        if (args[1] === "ls") {
            return done(Object.keys(stacks).map((name) => ({ name, current: name === selected })));
        }
        expect(args.slice(0, 4)).to.deep.equal(["stack", "output", "--json", "--stack"]);
        return args[4] in stacks ? done(stacks[args[4]]) : failed(`error: no stack named '${args[4]}' found\n`);
    };

describe("the global stack of the doctor", () => {
    const refusal = async (work: Promise<unknown>) => {
        const error = await work.then(() => expect.fail("no error where one was expected"), (reason: Error) => reason);
        expect(error).to.be.instanceOf(CannotTell);
        return error.message;
    };
    const orElse = "name the global stack with --stack, or Prometheus with --url";

    it("is the one that is named, and secrets are left out", async () => {
        expect(await readStack("prod", pulumiWith({ prod: outputs, global: {} }))).to.deep.equal({
            name: "prod",
            clusterName: "global",
            namespace: "monitoring",
            releaseName: "kps",
            queryUrl: "http://kps-prometheus.monitoring.svc:9090",
            edges: ["paris", "tokyo"],
            mutedEdges: ["tokyo"],
            edgeAbsentAfter: "5m",
        });
    });

    it("may be older than some of its outputs", async () => {
        const older = { ...outputs, mutedEdges: undefined, edgeAbsentAfter: undefined };
        expect(await readStack("a", pulumiWith({ a: older }))).not.to.have.any.keys("mutedEdges", "edgeAbsentAfter");
    });

    it('is else the selected one, or "global" where that is an edge or none', async () => {
        const stacks = { global: outputs, prod: outputs, edge: edgeOutputs };
        expect((await readStack(undefined, pulumiWith(stacks, "prod"))).name).to.equal("prod");
        expect((await readStack(undefined, pulumiWith(stacks, "edge"))).name).to.equal("global");
        expect((await readStack(undefined, pulumiWith(stacks))).name).to.equal("global");
    });

    it("has no list of edges where it has no gateway, or is older than the list", async () => {
        expect(await readStack("a", pulumiWith({ a: { ...outputs, edges: [] } }))).not.to.have.property("edges");
        expect(await readStack("a", pulumiWith({ a: { ...outputs, edges: undefined } }))).not.to.have.property("edges");
    });

    it("is not one that does not exist, is not deployed, or is an edge", async () => {
        const stacks = pulumiWith({ edge: edgeOutputs, empty: {} });
        expect(await refusal(readStack("prod", stacks))).to.equal(`There is no stack "prod" (pulumi stack ls lists them): ${orElse}`);
        expect(await refusal(readStack(undefined, stacks))).to.equal(`There is no stack "global" (pulumi stack ls lists them): ${orElse}`);
        expect(await refusal(readStack("edge", stacks))).to.equal(`Stack "edge" is the edge "paris", which receives nothing: ${orElse}`);
        expect(await refusal(readStack("empty", stacks))).to.equal(
            'Stack "empty" is not deployed, or has no output "queryUrl": run "pulumi up --stack empty", or name Prometheus with --url',
        );
    });

    it("cannot be read without Pulumi, its project, its login or its backend", async () => {
        const why = (ending: Ending, stack?: string) => refusal(readStack(stack, async () => ending));
        expect(await why({ status: "missing", stdout: "", stderr: "" })).to.equal(
            "The Pulumi CLI, which reads the stack, is not there: install it (https://www.pulumi.com/docs/install/), or name Prometheus with --url",
        );
        expect(await why({ status: "timeout", stdout: "", stderr: "" })).to.equal(
            "Pulumi did not answer in 60 s: is its state backend reachable? Or name Prometheus with --url",
        );
        expect(await why(failed("error: could not detect current project: no Pulumi.yaml project file found (searching upwards from /tmp).\n"))).to.equal(
            "There is no Pulumi project in this folder: run the command in the project's, name the stack in full (--stack organization/project/stack), or Prometheus with --url",
        );
        expect(await why(failed("error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions"))).to.equal(
            'Pulumi is not logged in: run "pulumi login", or name Prometheus with --url',
        );
        expect(await why(failed("error: disk on fire\nmore"), "prod")).to.equal('Pulumi could not read stack "prod": disk on fire');
        expect(await why(failed(""))).to.equal("Pulumi could not read the selected stack: exit status 1");
    });

    it("says how kubectl reaches its cluster", async () => {
        const read = (config: object) => readKubernetesConfig("global", async () => done(config));
        expect(await read({ "kubernetes:context": { value: "c", secret: false } })).to.deep.equal({ context: "c" });
        expect(await read({ "kubernetes:kubeconfig": { value: "~/f", secret: false } })).to.deep.equal({ kubeconfig: join(homedir(), "f") });
        expect(await read({})).to.deep.equal({});
        expect(await readKubernetesConfig("a/b/c", async () => failed("error: no project"))).to.deep.equal({});
    });

    it("has no kubeconfig for kubectl where that is a secret, or no file", async () => {
        const text = 'kubernetes:kubeconfig of stack "global" is not the path of a file, which kubectl needs: give one with --kubeconfig';
        for (const value of [undefined, "apiVersion: v1\nkind: Config", '{"kind":"Config"}']) {
            const config = { "kubernetes:kubeconfig": { value, secret: value === undefined } };
            expect(await refusal(readKubernetesConfig("global", async () => done(config)))).to.equal(text);
        }
    });
});
