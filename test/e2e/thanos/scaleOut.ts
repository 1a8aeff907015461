import { Cluster } from "../../../demo/cluster";
import { mergeValues } from "../../../components/values/merge";
import { Pair } from "../gateway/pair";
import { Prerequisites } from "../support/prerequisites";
import { Sample } from "../support/prometheus";

export const noThanosChart =
    "the environment variable THANOS_CHART does not name the Thanos chart: helm pull oci://ghcr.io/stevehipwell/helm-charts/thanos --version 1.24.1";

/** Port of the API between the pods. */
export const grpcPort = 10901;

/** Path of a Service's port in the API server. */
export const servicePath = (service: string, port: number, namespace = "monitoring") =>
    `/api/v1/namespaces/${namespace}/services/http:${service}:${port}/proxy`;

/** Path of Thanos Query's API. */
export const thanosApi = `${servicePath("kube-prometheus-stack-thanos-query", 10902)}/api/v1`;

/** Series that the edge tokyo may have. */
export const tokyoSeries = 500;

/** Limits of which tokyo's is so many series. */
export const limitsWith = (series: number) => ({ edges: { tokyo: { series } } });

/** Leaves out what is most of the series, and of no matter here: three ingesters share a small machine. */
const fewTargets = Object.fromEntries(["kubeApiServer", "kubelet", "coreDns"].map((part) => [part, { enabled: false }]));

/** Configuration of a global stack on Thanos that one small node can run. */
const globalConfig = (chart: string) => ({
    receiver: "thanos",
    objectStorage: { fileSystem: {} },
    thanos: { chart },
    limits: limitsWith(tokyoSeries),
    resources: { requests: { cpu: "50m", memory: "128Mi" } },
    edgeAbsentAfter: "1m",
    scrapeInterval: "30s",
});

/** A global stack on Thanos, and the edge paris with two agents. */
export class ScaleOut extends Pair {
    constructor(
        found: Prerequisites,
        private readonly thanosChart: string,
    ) {
        super({ ...found, values: mergeValues(found.values, fewTargets) }, thanosApi, 200);
    }

    override deploy(): Promise<void> {
        return super.deploy({ replicas: 2 }, globalConfig(this.thanosChart));
    }
}

/** Runs an instant query with parameters that Thanos alone has: https://thanos.io/tip/components/query.md/ */
export async function ask(global: Cluster, expression: string, parameters: Record<string, string>): Promise<Sample[]> {
    const path = `${thanosApi}/query?${new URLSearchParams({ query: expression, ...parameters })}`;
    const { data } = await global.get<{ data: { result: Sample[] } }>(path, 60);
    return data.result;
}

/** Each copy of the series that an expression gives, with the labels that tell copies apart. */
export const copies = (global: Cluster, expression: string): Promise<Sample[]> => ask(global, expression, { dedup: "false" });
