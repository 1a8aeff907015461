import { defaults } from "../../components/defaults";
import { parseDuration } from "../../components/units";
import { UsageError } from "../errors";
import { Flags, parseFlags } from "../flags";
import { Fleet, ReceiverKind } from "./arithmetic";

export const usage = `npx multicluster-prometheus size --edges N --series-per-edge N [options]

Says what a fleet needs: CPU, memory and volumes, samples and bytes a second, and which receiver;
and the lines for the stacks' files. docs/sizing.md has the arithmetic.

  --edges N                how many edge clusters write
  --series-per-edge N      active series of each: count({cluster="NAME"}) of one that is deployed
  --scrape-interval D      ${defaults.scrapeInterval} by default
  --retention D            how long samples are kept, ${defaults.global.retention} by default
  --outage-tolerance D     how long an edge may be cut off and lose nothing, ${defaults.outageTolerance} by default
  --receiver KIND          prometheus or thanos; by default what carries so many series
  --json                   one JSON object on one line: cores, bytes, and values a second
  --help                   this text

Exit status: 0 computed, 2 could not.`;

/** What the command line asks for: the fleet, and its durations as they were written. */
export interface SizeOptions {
    fleet: Fleet;
    scrapeInterval: string;
    retention: string;
    outageTolerance: string;
    json: boolean;
}

const flags: Flags = {
    edges: "text",
    "series-per-edge": "text",
    "scrape-interval": "text",
    retention: "text",
    "outage-tolerance": "text",
    receiver: "text",
    json: "switch",
    help: "switch",
};
const receivers = ["prometheus", "thanos"];

function countOf(name: string, text: string | undefined): number {
    const count = Number(text);
    if (text === undefined) {
        throw new UsageError(`--${name} is missing: give a whole number, such as --${name} ${name === "edges" ? 200 : 40_000}`);
    }
    if (!Number.isSafeInteger(count) || count < 1) {
        throw new UsageError(`--${name} ${text} is not a count: give a whole number from 1, such as ${name === "edges" ? 200 : 40_000}`);
    }
    return count;
}

function secondsOf(name: string, text: string): number {
    const seconds = parseDuration(text);
    if (seconds === undefined || seconds <= 0) {
        throw new UsageError(`--${name} ${text} is not a duration: give one such as 30s, 8h or 10d`);
    }
    return seconds;
}

/**
 * Reads the command line.
 * @throws UsageError that says what is wrong, and what is right.
 */
export function parseOptions(args: string[]): SizeOptions {
    const given = parseFlags(args, flags, "size") as Record<string, string | undefined>;
    const { receiver, json } = given;
    const scrapeInterval = given["scrape-interval"] ?? defaults.scrapeInterval;
    const retention = given.retention ?? defaults.global.retention;
    const outageTolerance = given["outage-tolerance"] ?? defaults.outageTolerance;
    if (receiver !== undefined && !receivers.includes(receiver)) {
        throw new UsageError(`--receiver ${receiver} is not a receiver: give ${receivers.join(" or ")}`);
    }
    const fleet = {
        edges: countOf("edges", given.edges),
        seriesPerEdge: countOf("series-per-edge", given["series-per-edge"]),
        scrapeSeconds: secondsOf("scrape-interval", scrapeInterval),
        retentionSeconds: secondsOf("retention", retention),
        toleranceSeconds: secondsOf("outage-tolerance", outageTolerance),
        ...(receiver !== undefined && { receiver: receiver as ReceiverKind }),
    };
    return { fleet, scrapeInterval, retention, outageTolerance, json: json !== undefined };
}
