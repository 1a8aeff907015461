import { expect } from "chai";
import { dashboardExpressions } from "../../support/dashboards";
import { metricsOf } from "../../support/promql";
import { prometheusApi, query } from "../support/prometheus";
import { until } from "../support/until";
import { WatchedFleet } from "./watchedFleet";

/** A rule, as Prometheus' API has it. */
interface Rule {
    name: string;
    query: string;
    type: "alerting" | "recording";
    health: string;
    lastError?: string;
}

/** Metrics that are not there in every cluster, and why. */
const lacking: Record<string, RegExp> = {
    "of kube-state-metrics, which E2E_VALUES may switch off": /^kube_/,
    "of components that are not scraped where they listen to their own host only": /^(etcd|scheduler|grpc_server)_/,
    "of hardware and of an init system that a node may not have": /^node_(bonding|md|systemd)_/,
    "of several Alertmanagers": /^alertmanager_cluster_/,
    "of kubelets with certificates that are renewed": /^kubelet_(certificate_manager|server_expiration)_/,
    "of a version of cgroups, and of containers with a limit": /^container_(cpu_cfs_|memory_swap$)/,
    "of volumes that can tell": /^kubelet_volume_stats_/,
    "counters that come with what they count, which has not happened":
        /^(aggregator_unavailable_apiservice_total|apiserver_request_terminations_total|kubelet_evictions|prometheus_sd_refresh_failures_total|prometheus_remote_storage_(samples|histograms)_dropped_total)$/,
};

/** Rules and panels that show nothing in a fleet that is well, though each of their metrics is there. */
const quiet: Record<string, string[]> = {
    "the API servers have answered no write with an error": [
        "apiserver_request:availability30d",
        ...["5m", "30m", "1h", "2h", "6h", "1d", "3d"].map((range) => `apiserver_request:burnrate${range}`),
    ],
    "each target is up": ["count:up0", "multicluster-prometheus-edge: Targets", "multicluster-prometheus-edge: Targets that are down"],
    "no alert fires for the edge": ["multicluster-prometheus-edge: Alerts"],
};

/** Runs some work for each of many, a few at a time. */
async function forEach<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
    const rest = [...all];
    const worker = async () => {
        for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
            await work(one);
        }
    };
    await Promise.all(Array.from({ length: 4 }, worker));
}

export function expressionSteps(watched: () => WatchedFleet): void {
    const global = () => watched().found.global;
    let rules: Rule[];
    let names: Set<string>;

    before(async () => {
        // Some groups are evaluated every three minutes.
        rules = await until("each rule is evaluated", 240, async () => {
            const { data } = await global().get<{ data: { groups: { rules: Rule[] }[] } }>(`${prometheusApi}/rules`);
            const all = data.groups.flatMap((group) => group.rules);
            return all.every(({ health }) => health !== "unknown") ? all : undefined;
        });
        // A rule's second evaluation is the first that writes the alerts it raises.
        names = await until("the Watchdog's series", 120, async () => {
            const { data: all } = await global().get<{ data: string[] }>(`${prometheusApi}/label/__name__/values`);
            return all.includes("ALERTS") ? new Set(all) : undefined;
        });
    });

    /** Whether a metric may be missing: for one of the reasons above, or since its own rule, which is tried too, has nothing yet. */
    const isExplained = (metric: string) =>
        Object.values(lacking).some((pattern) => pattern.test(metric)) || rules.some(({ type, name }) => type === "recording" && name === metric);
    const lacks = (expr: string) => metricsOf(expr).filter((metric) => !names.has(metric));

    /** Those of some expressions that give nothing, though global has each metric in them. */
    async function silent(expressions: { name: string; expr: string }[]): Promise<string[]> {
        const found: string[] = [];
        await forEach(expressions, async ({ name, expr }) => {
            const samples = await query(global(), expr);
            if (samples.length === 0 && lacks(expr).length === 0) {
                found.push(name);
            }
        });
        return found.filter((name) => !Object.values(quiet).flat().includes(name));
    }

    it("of rules are evaluated without an error, each of them", () => {
        expect(rules.filter(({ health }) => health !== "ok").map(({ name, lastError }) => `${name}: ${lastError}`)).to.deep.equal([]);
        expect(rules.length).to.be.above(250);
    });

    it("of alerts read metrics that global has", async () => {
        const alerts = rules.filter(({ type }) => type === "alerting");
        await forEach(alerts, async (rule) => void (await query(global(), rule.query)));
        expect([...new Set(alerts.flatMap((rule) => lacks(rule.query)))].filter((metric) => !isExplained(metric))).to.deep.equal([]);
        expect(alerts.length).to.be.above(150);
    });

    it("of recording rules give data", async () => {
        const recording = rules.filter(({ type }) => type === "recording").map((rule) => ({ name: rule.name, expr: rule.query }));
        expect(recording.flatMap(({ expr }) => lacks(expr)).filter((metric) => !isExplained(metric))).to.deep.equal([]);
        expect(await silent(recording)).to.deep.equal([]);
        expect(recording.length).to.be.above(80);
    });

    it("of the dashboards give data, for each of the edges", async () => {
        for (const edge of watched().fleet.edges) {
            const panels = dashboardExpressions(edge).map(({ dashboard, panel, expr }) => ({ name: `${dashboard}: ${panel}`, expr }));
            expect(panels.flatMap(({ expr }) => lacks(expr)).filter((metric) => !isExplained(metric))).to.deep.equal([]);
            expect(await silent(panels), edge).to.deep.equal([]);
            expect(panels.length).to.be.above(50);
        }
    });
}
