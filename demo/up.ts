import { OutputMap, PulumiCommand, Stack, UpResult } from "@pulumi/pulumi/automation";
import { throwIfInterrupted } from "../cli/shared/engine";
import { deployApache } from "./apache";
import { Cluster, Clusters } from "./cluster";
import { namespaceProblems } from "./diagnosis";
import { runStep } from "./engine";
import { DemoError } from "./errors";
import { podsOf, podsSummary } from "./pods";
import { Progress } from "./progress";
import { apacheQuery, apacheUpQuery, query, Sample, seriesQuery } from "./query";
import { demoRelease } from "./release";
import { Session } from "./session";
import { configuredStack, Role, stackNames } from "./stacks";
import { waitForApache, waitForTargets } from "./waiting";

/** What a run came to. */
export interface Result {
    /** Time of each stack's update, and from the start of the edge's to the first Apache sample, where it was deployed anew. */
    seconds: { global: number; edge: number; firstSample?: number };
    apache: Sample[];
    series: Sample[];
    outputs: OutputMap;
}

const secondsSince = (start: number) => Math.round((Date.now() - start) / 100) / 10;

async function upStack(stack: Stack, cluster: Cluster, interrupt: AbortSignal, detail: (text: string) => void): Promise<UpResult> {
    let doing = "";
    let pods = "";
    const show = () => detail([doing, pods].filter(Boolean).join("; "));
    const timer = setInterval(async () => {
        pods = await podsOf(cluster, demoRelease.namespace).then(podsSummary, () => "");
        show();
    }, 2000);
    try {
        return await runStep((options) => stack.up(options), interrupt, (state) => {
            doing = state;
            show();
        });
    } catch (error) {
        throwIfInterrupted(interrupt);
        const problems = await namespaceProblems(cluster, demoRelease.namespace);
        throw new DemoError([`The ${cluster.name} stack failed: ${(error as Error).message}`, ...problems].join("\n  "));
    } finally {
        clearInterval(timer);
    }
}

/** Deploys both stacks and Apache, and waits until Apache's metrics are in the global Prometheus. */
export async function deploy(pulumi: PulumiCommand, session: Session, clusters: Clusters, progress: Progress, interrupt: AbortSignal): Promise<Result> {
    const stacks = await progress.step("Configuring the stacks", async () => ({
        global: await configuredStack(pulumi, "global", session),
        edge: await configuredStack(pulumi, "edge", session),
    }));
    const up = async (role: Role): Promise<[UpResult, number]> => {
        const start = Date.now();
        const title = `pulumi up --stack ${stackNames[role]}`;
        const result = await progress.step(title, (detail) => upStack(stacks[role], clusters[role], interrupt, detail));
        return [result, secondsSince(start)];
    };
    const [global, globalSeconds] = await up("global");
    await progress.step("Apache and its exporter to the edge cluster", () => deployApache(clusters.edge));
    const edgeStart = Date.now();
    const [edge, edgeSeconds] = await up("edge");
    await progress.step(`Waiting for ${apacheUpQuery} in the global Prometheus`, (detail) => waitForApache(clusters, interrupt, detail));
    const firstSample = secondsSince(edgeStart);
    await progress.step("Waiting until each of the edge's targets has been scraped", (detail) => waitForTargets(clusters, interrupt, detail));
    const isNew = (edge.summary.resourceChanges?.create ?? 0) > 0;
    return {
        seconds: { global: globalSeconds, edge: edgeSeconds, ...(isNew && { firstSample }) },
        apache: await query(clusters.global, apacheQuery),
        series: await query(clusters.global, seriesQuery),
        outputs: global.outputs,
    };
}
