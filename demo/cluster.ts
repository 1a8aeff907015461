import { KubeConfig } from "@kubernetes/client-node";
import * as http from "http";
import * as https from "https";
import { DemoError, firstLine } from "./errors";
import { pause } from "../cli/shared/interrupts";

const removalMs = 120_000;

/** An answer of the API server that is an error. */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
    }
}

/** A cluster's API server, as the current context of a kubeconfig file reaches it. */
export class Cluster {
    /** URL of the API server. */
    readonly server: string;
    private readonly config = new KubeConfig();

    constructor(
        /** `global` or `edge`. */
        readonly name: string,
        readonly kubeconfig: string,
    ) {
        try {
            this.config.loadFromFile(kubeconfig);
        } catch (error) {
            throw new DemoError(`${kubeconfig} of the ${name} cluster cannot be read: ${firstLine(error)}`);
        }
        const cluster = this.config.getCurrentCluster();
        if (cluster === null) {
            throw new DemoError(
                `${kubeconfig} has no current context: choose one with "kubectl --kubeconfig ${kubeconfig} config use-context NAME"`,
            );
        }
        this.server = cluster.server.replace(/\/$/, "");
    }

    /** Why the API server does not answer, or undefined where it does. */
    async unreachable(): Promise<string | undefined> {
        try {
            await this.get("/version");
            return undefined;
        } catch (error) {
            return (
                `the ${this.name} cluster at ${this.server} does not answer: ${firstLine(error)}\n` +
                `    look with: kubectl --kubeconfig ${this.kubeconfig} get nodes`
            );
        }
    }

    async get<T>(path: string, patienceSeconds?: number): Promise<T> {
        return JSON.parse(await this.text(path, patienceSeconds)) as T;
    }

    text(path: string, patienceSeconds?: number): Promise<string> {
        return this.request("GET", path, { patienceSeconds });
    }

    /** Creates an object, or changes it to what is given. */
    async apply(path: string, object: object): Promise<void> {
        const type = "application/apply-patch+yaml";
        await this.request("PATCH", `${path}?fieldManager=multicluster-prometheus-demo&force=true`, { body: JSON.stringify(object), type });
    }

    /** Deletes an object, and what belongs to it, if it is there, and waits until it is gone. A pod may be given less time to end. */
    async remove(path: string, interrupt: AbortSignal, graceSeconds?: number): Promise<void> {
        await this.delete(path, graceSeconds);
        const deadline = Date.now() + removalMs;
        while (!interrupt.aborted && (await this.has(path))) {
            if (Date.now() > deadline) {
                throw new DemoError(`It does not go away: kubectl --kubeconfig "${this.kubeconfig}" get --raw ${path}`);
            }
            await pause(500, interrupt);
        }
    }

    /** Deletes an object as `remove` does, and does not wait. */
    async delete(path: string, graceSeconds?: number): Promise<void> {
        const grace = graceSeconds === undefined ? "" : `&gracePeriodSeconds=${graceSeconds}`;
        try {
            await this.request("DELETE", `${path}?propagationPolicy=Background${grace}`);
        } catch (error) {
            if (!(error instanceof ApiError && error.status === 404)) {
                throw error;
            }
        }
    }

    /** Whether an object is there. */
    async has(path: string): Promise<boolean> {
        try {
            await this.get(path);
            return true;
        } catch (error) {
            if (error instanceof ApiError && error.status === 404) {
                return false;
            }
            throw error;
        }
    }

    private async request(
        method: string,
        path: string,
        { body, type, patienceSeconds = 10 }: { body?: string; type?: string; patienceSeconds?: number } = {},
    ): Promise<string> {
        const options: https.RequestOptions = { method, timeout: patienceSeconds * 1000, headers: type === undefined ? {} : { "content-type": type } };
        await this.config.applyToHTTPSOptions(options);
        const client = this.server.startsWith("http:") ? http : https;
        return new Promise((resolve, reject) => {
            const request = client.request(`${this.server}${path}`, options, (response) => {
                const chunks: Buffer[] = [];
                response.on("data", (chunk: Buffer) => chunks.push(chunk));
                response.on("error", reject);
                response.on("end", () => {
                    const text = Buffer.concat(chunks).toString();
                    const status = response.statusCode ?? 0;
                    return status < 300 ? resolve(text) : reject(new ApiError(status, errorText(status, text)));
                });
            });
            request.on("timeout", () => request.destroy(new Error(`no answer in ${patienceSeconds} s`)));
            request.on("error", reject);
            request.end(body);
        });
    }
}

/** The two clusters of the demo. */
export interface Clusters {
    global: Cluster;
    edge: Cluster;
}

/** What an error's body says: a Status of Kubernetes, an error of Prometheus behind it, or any text. */
function errorText(status: number, body: string): string {
    try {
        const { message, error } = JSON.parse(body) as { message?: string; error?: string };
        return message ?? error ?? `HTTP ${status}`;
    } catch {
        return `HTTP ${status} ${body.trim().split("\n")[0]}`;
    }
}
