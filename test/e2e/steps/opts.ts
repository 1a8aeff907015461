import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { readFileSync } from "fs";
import { EdgePrometheus } from "../../../components";
import { Fleet } from "../support/fleet";
import { KubernetesObject } from "../support/inventory";

const namespace = "e2e-opts";
const off = { enabled: false };
// A release of next to nothing, beside the edge's own: what is tried is how options reach the component's children.
const values = {
    crds: off,
    prometheus: off,
    prometheusOperator: off,
    nodeExporter: off,
    kubeStateMetrics: off,
    kubernetesServiceMonitors: off,
};

interface StateResource {
    urn: string;
    type: string;
    protect?: boolean;
    provider?: string;
}

export function optsSteps(fleet: () => Fleet): void {
    let stack: Stack;
    let name = "paris";
    let opts: pulumi.ComponentResourceOptions = {};

    async function program(): Promise<void> {
        const { chart, edge } = fleet().found;
        const provider = new kubernetes.Provider("chosen", { kubeconfig: readFileSync(edge.kubeconfig, "utf8") });
        const args = { clusterName: "edge-opts", remoteWriteUrl: "http://127.0.0.1:9/api/v1/write", namespace, releaseName: namespace };
        new EdgePrometheus(name, { ...args, values, upgradeCrds: false, ...(chart !== undefined && { chart }) }, { ...opts, provider });
    }

    /** The component and its children in the state, by name. */
    async function resources(): Promise<Record<string, StateResource>> {
        const { deployment } = await stack.exportStack();
        const all: StateResource[] = deployment.resources;
        const ours = all.filter(({ type }) => !type.startsWith("pulumi:"));
        return Object.fromEntries(ours.map((resource) => [`${resource.type.split(":").pop()} ${resource.urn.split("::").pop()}`, resource]));
    }

    // What is protected could not be taken down after a failure.
    after(async () => {
        if (opts.protect) {
            opts.protect = false;
            await stack.up();
        }
    });

    it("hands transforms, protect and the provider on to the component's children", async () => {
        const addLabel: pulumi.ResourceTransform = ({ type, props, opts: options }) =>
            type === "kubernetes:core/v1:Namespace"
                ? { props: { ...props, metadata: { ...props.metadata, labels: { ...props.metadata.labels, team: "paris" } } }, opts: options }
                : undefined;
        opts = { transforms: [addLabel], protect: true };
        stack = await fleet().stacks.ofProgram("opts", program);
        await stack.up();
        const all = await resources();
        expect(Object.keys(all).sort()).to.deep.equal(["EdgePrometheus paris", "Namespace paris-namespace", "Release paris"]);
        expect(Object.values(all).map(({ protect }) => protect)).to.deep.equal([true, true, true]);
        for (const child of ["Namespace paris-namespace", "Release paris"]) {
            expect(all[child].provider, child).to.contain("pulumi:providers:kubernetes::chosen::");
        }
        const { metadata } = await fleet().found.edge.get<KubernetesObject>(`/api/v1/namespaces/${namespace}`);
        expect(metadata.labels).to.include({ team: "paris", "pod-security.kubernetes.io/enforce": "privileged" });
    });

    it("keeps a protected component", async () => {
        const { message } = await stack.destroy().then(() => ({ message: "destroyed" }), (error: Error) => error);
        expect(message).to.contain("protected");
    });

    it("keeps what is there when the component is renamed with an alias", async () => {
        name = "lyon";
        opts = { ...opts, aliases: [{ name: "paris" }], protect: false };
        const { changeSummary } = await stack.preview();
        expect(changeSummary).to.have.all.keys("same");
        await stack.up();
        expect(Object.keys(await resources()).sort()).to.deep.equal(["EdgePrometheus lyon", "Namespace lyon-namespace", "Release lyon"]);
    });
}
