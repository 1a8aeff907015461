import * as pulumi from "@pulumi/pulumi";
import { chart as testedChart, chartSource } from "./components/chart";
import { Problem } from "./components/validation/problem";

const timeoutMs = 3000;
/** Network errors that the Kubernetes provider would meet, too. */
const certain = ["ENOTFOUND", "ECONNREFUSED"];
const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"];

/** Why a Helm repository cannot be read; undefined where it can, and where only the provider can tell: behind a proxy, or after a while. */
export async function unreadable(repository: string): Promise<string | undefined> {
    if (proxies.some((name) => process.env[name])) {
        return undefined;
    }
    try {
        const response = await fetch(`${repository.replace(/\/$/, "")}/index.yaml`, { signal: AbortSignal.timeout(timeoutMs) });
        await response.body?.cancel();
        return response.status === 404 ? "it has no index.yaml (404)" : undefined;
    } catch (error) {
        const { code } = ((error as Error).cause ?? {}) as { code?: string };
        return code !== undefined && certain.includes(code) ? code : undefined;
    }
}

/** What is wrong with the repository that a preview would have the chart from. The provider's own error names neither key nor command. */
export async function repositoryProblems({ chart = testedChart.name, chartRepository }: Record<string, unknown>): Promise<Problem[]> {
    const repository = chartRepository ?? testedChart.repository;
    if (!pulumi.runtime.isDryRun() || typeof chart !== "string" || chartSource(chart) !== "repository" || typeof repository !== "string") {
        return [];
    }
    const why = await unreadable(repository);
    if (why === undefined) {
        return [];
    }
    const archive = `pulumi config set chart ./${testedChart.name}-${testedChart.version}.tgz`;
    const reason = `"${repository}" cannot be read: ${why}; where this machine does not reach it, name a chart's archive, or an oci:// reference: ${archive}`;
    return [{ path: "chartRepository", reason, ...(chartRepository !== undefined && { example: testedChart.repository }) }];
}
