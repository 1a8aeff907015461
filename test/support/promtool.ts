import { spawnSync } from "child_process";
import { writeFileSync } from "fs";
import { join } from "path";
import { stringify } from "yaml";
import { Values } from "../../components/values/merge";
import { inTemporaryFolder } from "./helm";

/** When an alert fires, and for which clusters, given series: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
export interface AlertCase {
    alert: string;
    /** What happens. */
    that: string;
    /** A sample a minute of each series, in promtool's notation. */
    series: Record<string, string>;
    /** The clusters for which it fires, by the time. */
    firing: Record<string, string[]>;
}

const unitTest = ({ alert, that, series, firing }: AlertCase): Values => ({
    name: `${alert}: ${that}`,
    interval: "1m",
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: Object.entries(firing).map(([time, clusters]) => ({
        expr: `count by (cluster) (ALERTS{alertname="${alert}",alertstate="firing"})`,
        eval_time: time,
        exp_samples: clusters.map((cluster) => ({ labels: `{cluster="${cluster}"}`, value: 1 })),
    })),
});

/** Runs promtool's `check rules` or `test rules` over rule groups in a temporary folder: its exit status and what it said. */
export function promtool(command: "check" | "test", groups: Values[], tests: Values[] = []): { status: number | null; output: string } {
    return inTemporaryFolder((folder) => {
        const [rules, file] = [join(folder, "rules.yaml"), join(folder, "tests.yaml")];
        writeFileSync(rules, stringify({ groups }));
        writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: "1m", tests }));
        // The chart has two rules that only their expressions tell apart, which lint takes for one.
        const args = command === "check" ? ["check", "rules", "--lint=none", rules] : ["test", "rules", file];
        const { status, stdout, stderr } = spawnSync("promtool", args, { encoding: "utf8" });
        return { status, output: stdout + stderr };
    });
}

/** What promtool has against cases of alerts; nothing where all is as said. */
export function failures(groups: Values[], cases: AlertCase[]): string {
    const { status, output } = promtool("test", groups, cases.map(unitTest));
    return status === 0 ? "" : output;
}
