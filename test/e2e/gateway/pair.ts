import { Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { Fleet } from "../support/fleet";
import { Prerequisites } from "../support/prerequisites";
import { prometheusApi, query, Sample } from "../support/prometheus";
import { Labels, snappy, writeRequest } from "../support/remoteWrite";
import { configure } from "../support/stacks";
import { request, Request, statuses } from "./request";

/** Seconds between two scrapes of the edge. */
export const scrapeSeconds = 10;

/** A global stack, and the stack of the edge paris. */
export class Pair {
    readonly fleet: Fleet;
    /** The URL that edges write to. */
    url = "";

    /** Path of the query API, and the status with which samples are taken: those of Prometheus, unless others are given. */
    constructor(
        readonly found: Prerequisites,
        private readonly queryApi = prometheusApi,
        readonly taken = 204,
    ) {
        this.fleet = new Fleet(found);
    }

    get global(): Stack {
        return this.fleet.deployed.global;
    }

    get edge(): Stack {
        return this.fleet.deployed.edge;
    }

    /** Deploys both; the edge with further configuration, of which global shares outageTolerance, and global with its own. */
    async deploy(further: Record<string, unknown> = {}, ofGlobal: Record<string, unknown> = {}): Promise<void> {
        const { deployed, config, found, stacks } = this.fleet;
        const { outageTolerance } = further;
        const settings = { ...config, scrapeInterval: `${scrapeSeconds}s`, ...(outageTolerance !== undefined && { outageTolerance }) };
        deployed.global = await stacks.ofProject("gateway", found.global.kubeconfig, {
            ...settings,
            role: "global",
            edges: ["paris", "tokyo"],
            ...ofGlobal,
        });
        // As the project's own stack files have it.
        await deployed.global.setConfig("kubernetes:enableSecretMutable", { value: "true" });
        await deployed.global.up();
        const edge = { ...settings, role: "edge", clusterName: "paris", globalStack: stacks.reference("gateway"), ...further };
        deployed.edge = await stacks.ofProject("paris", found.edge.kubeconfig, edge);
        await deployed.edge.setConfig("kubernetes:enableSecretMutable", { value: "true" });
        await deployed.edge.up();
        this.url = (await deployed.global.outputs()).remoteWriteUrl.value;
    }

    /** Sets configuration of the global stack, for its next preview or update. */
    configure(config: Record<string, unknown>): Promise<void> {
        return configure(this.global, config);
    }

    /** What each edge writes with, as `user:password`. */
    async credentials(): Promise<Record<string, string>> {
        const { edgeCredentials } = await this.global.outputs();
        const entries = Object.entries<{ username: string; password: string }>(edgeCredentials.value);
        return Object.fromEntries(entries.map(([edge, { username, password }]) => [edge, `${username}:${password}`]));
    }

    /** Writes a sample of now, and returns the status. */
    async write(credential: string, labels: Labels, path?: string): Promise<number | undefined> {
        return (await request(this.url, { credential, path, body: snappy(writeRequest(labels, 1)) })).status;
    }

    /** Runs an instant query at global. */
    query(expression: string): Promise<Sample[]> {
        return query(this.found.global, expression, this.queryApi);
    }

    /** Expects each of the gateway's pods to answer a request with one status. */
    async expectStatus(status: number, what: Request): Promise<true> {
        expect([...(await statuses(this.url, what))]).to.deep.equal([status]);
        return true;
    }
}
