import { OutputMap, PulumiCommand, UpResult } from "@pulumi/pulumi/automation";
import { deployApache } from "./apache";
import { Cluster } from "./cluster";
import { diagnose, namespaceProblems, whereToLook } from "./diagnosis";
import { runEngine, throwIfInterrupted } from "./engine";
import { DemoError, firstLine } from "./errors";
import { pause } from "./interrupts";
import { podsOf, podsSummary } from "./pods";
import { Progress } from "./progress";
import { apacheQuery, apacheUpQuery, query, Sample, seriesQuery } from "./query";
import { demoRelease } from "./release";
import { Session } from "./session";
import { configuredStack, Role, stackNames } from "./stacks";

const deadlineMs = 5 * 60_000;

/** The two clusters of the demo. */
export type Clusters = Record<Role, Cluster>;

/** What a run came to. */
export interface Result {
    /** Time of each stack's update, and from the start of the edge's to the first Apache sample, where it was deployed anew. */
    seconds: { global: number; edge: number; firstSample?: number };
    apache: Sample[];
    series: Sample[];
    outputs: OutputMap;
}

const secondsSince = (start: number) => Math.round((Date.now() - start) / 100) / 10;

async function upStack(pulumi: PulumiCommand, role: Role, session: Session, cluster: Cluster, interrupt: AbortSignal, detail: (text: string) => void) {
    let doing = "";
    let pods = "";
    const show = () => detail([doing, pods].filter(Boolean).join("; "));
    const timer = setInterval(async () => {
        pods = await podsOf(cluster, demoRelease.namespace).then(podsSummary, () => "");
        show();
    }, 2000);
    try {
        const stack = await configuredStack(pulumi, role, session);
        return await runEngine((options) => stack.up(options), interrupt, (state) => {
            doing = state;
            show();
        });
    } catch (error) {
        throwIfInterrupted(interrupt);
        const problems = await namespaceProblems(cluster, demoRelease.namespace);
        throw new DemoError([`The ${role} stack failed: ${(error as Error).message}`, ...problems].join("\n  "));
    } finally {
        clearInterval(timer);
    }
}

async function waitForApache({ global, edge }: Clusters, interrupt: AbortSignal, detail: (text: string) => void): Promise<void> {
    const deadline = Date.now() + deadlineMs;
    for (let seen = "nothing yet"; ; await pause(1000, interrupt)) {
        throwIfInterrupted(interrupt);
        try {
            const [sample] = await query(global, apacheUpQuery);
            if (sample?.value[1] === "1") {
                return;
            }
            seen = sample === undefined ? "no sample yet" : `apache_up is ${sample.value[1]}: the exporter does not reach Apache`;
        } catch (error) {
            seen = `the global Prometheus does not answer: ${firstLine(error)}`;
        }
        detail(seen);
        if (Date.now() > deadline) {
            const problems = [seen, ...(await diagnose(global, edge))].map((problem) => `  - ${problem}`);
            const commands = whereToLook(global, edge).map((command) => `  ${command}`);
            throw new DemoError(
                [`No ${apacheUpQuery} = 1 in the global Prometheus after ${deadlineMs / 60_000} minutes. Last seen:`, ...problems, "Look with:", ...commands].join("\n"),
            );
        }
    }
}

/** Deploys both stacks and Apache, and waits until Apache's metrics are in the global Prometheus. */
export async function deploy(pulumi: PulumiCommand, session: Session, clusters: Clusters, progress: Progress, interrupt: AbortSignal): Promise<Result> {
    const up = async (role: Role): Promise<[UpResult, number]> => {
        const start = Date.now();
        const title = `pulumi up --stack ${stackNames[role]}`;
        const result = await progress.step(title, (detail) => upStack(pulumi, role, session, clusters[role], interrupt, detail));
        return [result, secondsSince(start)];
    };
    const [global, globalSeconds] = await up("global");
    await progress.step("Apache and its exporter to the edge cluster", () => deployApache(clusters.edge));
    const edgeStart = Date.now();
    const [edge, edgeSeconds] = await up("edge");
    await progress.step(`Waiting for ${apacheUpQuery} in the global Prometheus`, (detail) => waitForApache(clusters, interrupt, detail));
    const firstSample = secondsSince(edgeStart);
    const isNew = (edge.summary.resourceChanges?.create ?? 0) > 0;
    return {
        seconds: { global: globalSeconds, edge: edgeSeconds, ...(isNew && { firstSample }) },
        apache: await query(clusters.global, apacheQuery),
        series: await query(clusters.global, seriesQuery),
        outputs: global.outputs,
    };
}
