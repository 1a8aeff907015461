import { formatTable } from "../table";
import { advise, Context, destinationOf, shards } from "./advice";
import { count, isoTime, span } from "./format";
import { window } from "./questions";
import { Diagnosis, Problem, Row } from "./verdict";

const none = "-";
const head = ["edge", "last sample", "lag", "shards", "pending", "failed", "dropped", "series", "verdict"];
const numbers = ["lag", "shards", "pending", "failed", "dropped", "series"];
const figure = (value: number | undefined) => (value === undefined ? none : count(value));

function ageOf({ edge }: Row, now: number): string {
    if (edge.lastSample === undefined) {
        return "never";
    }
    const age = now - edge.lastSample;
    return age <= -1 ? `in ${span(age)}` : `${span(age)} ago`;
}

const verdictOf = ({ verdicts }: Row) => (verdicts.length === 0 ? "ok" : verdicts.join(", "));

/** Green for one that is well, yellow for one that is muted, red for one that has a problem. */
const colourOf = ({ edge, verdicts }: Row) => (edge.muted ? 33 : verdicts.length === 0 ? 32 : 31);

function cells(row: Row, now: number): string[] {
    const { edge, queue } = row;
    const { lagSeconds, shardsDesired, shardsMax, pending, failed, dropped } = queue ?? {};
    // A counter that is not there counted nothing.
    const lost = (value: number | undefined) => (queue === undefined ? none : count(value ?? 0));
    return [
        edge.name,
        ageOf(row, now),
        lagSeconds === undefined ? none : span(lagSeconds),
        shardsDesired === undefined || shardsMax === undefined ? none : `${shards(shardsDesired)}/${shardsMax}`,
        figure(pending),
        lost(failed),
        lost(dropped),
        figure(edge.series),
        verdictOf(row),
    ];
}

function tableLines({ rows }: Diagnosis, now: number, colour: boolean): string[] {
    const withDestination = rows.some(({ edge }) => edge.queues.length > 1);
    const insert = (row: string[], text: string) => (withDestination ? [row[0], text, ...row.slice(1)] : row);
    const titles = insert(head, "destination");
    const texts = rows.map((row) => insert(cells(row, now), row.queue === undefined ? none : destinationOf(row.queue)));
    const toTheRight = numbers.map((name) => titles.indexOf(name));
    const [title, ...lines] = formatTable([titles, ...texts], toTheRight);
    const painted = lines.map((line, i) => {
        const verdict = verdictOf(rows[i]);
        return colour ? `${line.slice(0, -verdict.length)}\x1b[${colourOf(rows[i])}m${verdict}\x1b[0m` : line;
    });
    return [title, ...painted];
}

const subjectOf = (problem: Problem) => ("edge" in problem ? problem.edge.name : "global");

function problemLines(problem: Problem, context: Context): string[] {
    const { meaning, mend } = advise(problem, context);
    return ["", `${subjectOf(problem)}: ${problem.verdict}`, `  ${meaning}`, ...mend.map((line) => `    ${line}`)];
}

/** A diagnosis, to be read. */
export function reportText(diagnosis: Diagnosis, context: Context, colour: boolean): string {
    const { rows, problems } = diagnosis;
    const { now } = context.fleet;
    const number = problems.length === 0 ? "No problems." : problems.length === 1 ? "A problem:" : `${problems.length} problems:`;
    return [
        `The fleet of ${context.source.title} at ${isoTime(now)}; failed and dropped samples of the last ${window}; shards desired/max.`,
        "",
        ...(rows.length === 0 ? ["  no edges"] : tableLines(diagnosis, now, colour)),
        "",
        number,
        ...problems.flatMap((problem) => problemLines(problem, context)),
    ].join("\n");
}

/** A diagnosis, for programs: a public contract. What is not known is null. */
export function reportJson({ rows, problems }: Diagnosis, context: Context): object {
    const { now } = context.fleet;
    const edges = [...new Set(rows.map(({ edge }) => edge))].map((edge) => ({
        name: edge.name,
        listed: edge.listed,
        lastSample: edge.lastSample === undefined ? null : isoTime(edge.lastSample),
        ageSeconds: edge.lastSample === undefined ? null : Math.round(now - edge.lastSample),
        series: edge.series ?? null,
        destinations: edge.queues.map(({ name, url, lagSeconds, shardsDesired, shardsMax, pending, failed, dropped }) => ({
            name,
            url,
            lagSeconds: lagSeconds ?? null,
            shardsDesired: shardsDesired ?? null,
            shardsMax: shardsMax ?? null,
            pending: pending ?? null,
            failed: Math.round(failed ?? 0),
            dropped: Math.round(dropped ?? 0),
        })),
        verdicts: [...new Set(rows.filter((row) => row.edge === edge).flatMap(({ verdicts }) => verdicts))],
    }));
    return {
        healthy: problems.length === 0,
        time: isoTime(now),
        window,
        edges,
        problems: problems.map((problem) => ({
            problem: problem.verdict,
            edge: "edge" in problem ? problem.edge.name : null,
            destination: "edge" in problem && problem.queue !== undefined ? destinationOf(problem.queue) : null,
            ...advise(problem, context),
        })),
    };
}
