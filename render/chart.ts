import { createHash } from "crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "fs";
import { basename, join, resolve } from "path";
import { chart as pinned, chartSource, thanosChart } from "../components/chart";
import { cacheFolder } from "./cache";
import { helmMissing, RenderError } from "./errors";
import { Ending, execute, lastLine } from "./exec";

/** Where a release says that its chart is. */
export interface ChartReference {
    chart: string;
    version?: string;
    repositoryOpts?: { repo?: string };
}

/** Variables of the environment that name an archive, by the chart. */
const variables: Record<string, string> = { [pinned.name]: "KUBE_PROMETHEUS_STACK_CHART", [basename(thanosChart.name)]: "THANOS_CHART" };

/** The archive that the environment names, if it is of that chart and version. */
function givenChart({ chart, version }: ChartReference): string | undefined {
    const variable = variables[basename(chart)];
    const given = variable && process.env[variable];
    if (!given) {
        return undefined;
    }
    if (!existsSync(given)) {
        throw new RenderError(`${variable} names ${given}, which is not there`);
    }
    const other = /-(\d+\.\d+\.\d+.*)\.tgz$/.exec(given)?.[1];
    return other === undefined || version === undefined || other === version ? resolve(given) : undefined;
}

function pullFailure({ chart, version }: ChartReference, status: Ending["status"], stderr: string): RenderError {
    if (status === "missing") {
        return helmMissing();
    }
    const variable = variables[basename(chart)];
    return new RenderError(`The chart ${chart} ${version ?? ""} cannot be pulled: ${lastLine(stderr)}; name its archive ${variable ? `in ${variable} ` : ""}where there is no network`);
}

/** Pulls a chart once. */
async function pulledChart(reference: ChartReference): Promise<string> {
    const { chart, version, repositoryOpts } = reference;
    const source = createHash("sha256").update(JSON.stringify([chart, version, repositoryOpts?.repo])).digest("hex").slice(0, 16);
    const folder = join(cacheFolder(), "charts", source);
    if (version === undefined || !existsSync(folder)) {
        mkdirSync(join(cacheFolder(), "charts"), { recursive: true });
        const fresh = mkdtempSync(`${folder}-`);
        const repository = repositoryOpts?.repo === undefined ? [] : ["--repo", repositoryOpts.repo];
        const { status, stderr } = await execute("helm", ["pull", chart, ...repository, ...(version === undefined ? [] : ["--version", version]), "--destination", fresh]);
        if (status !== 0) {
            rmSync(fresh, { recursive: true });
            throw pullFailure(reference, status, stderr);
        }
        rmSync(folder, { recursive: true, force: true });
        renameSync(fresh, folder);
    }
    return join(folder, readdirSync(folder)[0]);
}

/**
 * Path of a release's chart: where it says, else the one that the environment names, else pulled.
 * @param projectFolder What a path is relative to.
 */
export async function findChart(reference: ChartReference, projectFolder: string): Promise<string> {
    const local = resolve(projectFolder, reference.chart);
    if (chartSource(reference.chart) === "path" || (reference.repositoryOpts?.repo === undefined && existsSync(join(local, "Chart.yaml")))) {
        if (!existsSync(local)) {
            throw new RenderError(`The chart ${local}, which the stack names, is not there`);
        }
        return local;
    }
    return givenChart(reference) ?? pulledChart(reference);
}
