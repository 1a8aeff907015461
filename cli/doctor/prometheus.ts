import { CannotTell } from "../errors";

/** A sample of an instant query: its labels and its value. */
export interface Sample {
    labels: Record<string, string>;
    value: number;
}

/** Nobody answers where Prometheus should be. */
export class Unreachable extends CannotTell {}

interface Answer {
    status: "success" | "error";
    data: any;
    error?: string;
}

const isAnswer = (body: any): body is Answer => body?.status === "success" || body?.status === "error";

const howToAuthorize =
    'give them in the URL as https://USER:PASSWORD@HOST, or set PROMETHEUS_AUTHORIZATION to the whole header, such as "Bearer TOKEN"';

/** Prometheus' HTTP API: https://prometheus.io/docs/prometheus/latest/querying/api/ */
export class Prometheus {
    /** The URL without credentials, as it may be shown. */
    readonly url: string;
    private readonly authorization: string | undefined;

    constructor(
        url: URL,
        authorization?: string,
        private readonly timeoutMs = 30_000,
    ) {
        const { username, password } = url;
        const shown = new URL(url);
        shown.username = shown.password = shown.search = shown.hash = "";
        this.url = shown.href.replace(/\/+$/, "");
        const userinfo = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
        this.authorization = username !== "" || password !== "" ? `Basic ${userinfo}` : authorization;
    }

    /** Asks for the value of an expression, now or at a Unix time in seconds. */
    async query(expression: string, time?: number): Promise<Sample[]> {
        const { result, resultType } = await this.get("query", { query: expression, ...(time !== undefined && { time: String(time) }) });
        if (resultType === "scalar") {
            return [{ labels: {}, value: Number(result[1]) }];
        }
        return result.map(({ metric, value }: any) => ({ labels: metric, value: Number(value[1]) }));
    }

    /** Each value that a label has had. */
    labelValues(label: string): Promise<string[]> {
        return this.get(`label/${label}/values`, {});
    }

    /** The flags that it was started with; none where it is only like Prometheus. */
    flags(): Promise<Record<string, string>> {
        return this.getOr({}, "status/flags");
    }

    /** Its configuration, as YAML; empty where it is only like Prometheus. */
    async configuration(): Promise<string> {
        return (await this.getOr({ yaml: "" }, "status/config")).yaml;
    }

    /** What an API that Thanos, Mimir and their like may lack says, or a default. */
    private async getOr(otherwise: any, path: string): Promise<any> {
        const response = await this.fetch(path, {});
        return response.status === 404 ? otherwise : this.dataOf(response, path);
    }

    private async get(path: string, parameters: Record<string, string>): Promise<any> {
        return this.dataOf(await this.fetch(path, parameters), parameters.query ?? path);
    }

    private async fetch(path: string, parameters: Record<string, string>): Promise<Response> {
        const headers: Record<string, string> = this.authorization === undefined ? {} : { authorization: this.authorization };
        try {
            const signal = AbortSignal.timeout(this.timeoutMs);
            return await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(parameters)}`, { headers, signal });
        } catch (error) {
            const { name, message, cause } = error as Error & { cause?: Error & { code?: string } };
            const why = name === "TimeoutError" ? `no answer in ${this.timeoutMs / 1000} s` : cause?.code || cause?.message || message;
            throw new Unreachable(`Prometheus cannot be reached at ${this.url} (${why}): is the URL right, and reachable from here?`);
        }
    }

    private async dataOf(response: Response, what: string): Promise<any> {
        const { status } = response;
        if (status === 401 || status === 403) {
            const problem = this.authorization === undefined ? "asks for credentials" : "refuses the credentials";
            throw new CannotTell(`Prometheus at ${this.url} ${problem} (${status}): ${howToAuthorize}`);
        }
        const body: unknown = await response.json().catch(() => undefined);
        if (!isAnswer(body)) {
            const type = response.headers.get("content-type")?.split(";")[0] ?? "no content type";
            throw new CannotTell(`${this.url} does not answer as Prometheus does (${status}, ${type}): give Prometheus' own URL, such as http://localhost:9090`);
        }
        if (body.status === "error") {
            throw new CannotTell(
                body.error?.includes("Prometheus Agent")
                    ? `The Prometheus at ${this.url} is an agent, which keeps no samples: name the global one`
                    : `Prometheus at ${this.url} could not answer ${what}: ${body.error}`,
            );
        }
        return body.data;
    }
}
