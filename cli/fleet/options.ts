import { availableParallelism } from "os";
import { meant } from "../../components/nearestKey";
import { UsageError } from "../errors";
import { Flags, parseFlags, wholeNumber } from "../flags";
import { defaultFile } from "./nextCommand";

export const usage = `npx multicluster-prometheus fleet ACTION [options]

Does an action for all the stacks of a fleet: the global one, then the edges, several at a time.

  preview             what "up" would change
  up                  deploys; what is up to date is skipped
  refresh             reads into the state what the clusters have
  destroy             removes what is deployed: the edges first, then global
  status              which stacks are deployed
  add NAME            writes an edge into the file
  remove NAME         takes an edge out of it

  --file FILE         the fleet's file, beside Pulumi.yaml. Else fleet.yaml
  --only GLOB,...     these clusters only, such as global,eu-*
  --parallel N        so many edges at a time. Else as many as the machine has cores
  --fail-fast         begin no other stack when one has failed
  --yes               do not ask ("up" and "destroy" ask in a terminal; elsewhere "destroy" needs it)
  --json              one JSON object on one line; what goes on is on standard error
  --kubeconfig FILE   add: the edge's kubeconfig
  --context NAME      add: its context there
  --help              this text

Exit status: 0 done, 1 a stack failed or is not deployed, 2 could not begin, 130 interrupted or declined.`;

/** What is done to the stacks of a fleet. */
export const operations = ["preview", "up", "refresh", "destroy"] as const;
export type Operation = (typeof operations)[number];


interface Shared {
    file: string;
    json: boolean;
}

/** What the command line asks for. */
export type FleetOptions =
    | (Shared & { action: Operation; only?: string; parallel: number; failFast: boolean; yes: boolean })
    | (Shared & { action: "status"; only?: string })
    | (Shared & { action: "add" | "remove"; name: string; kubeconfig?: string; context?: string });

const always: Flags = { file: "text", help: "switch" };
const running: Flags = { ...always, only: "text", parallel: "text", "fail-fast": "switch", json: "switch" };
const flagsOf: Record<FleetOptions["action"], Flags> = {
    preview: running,
    up: { ...running, yes: "switch" },
    refresh: running,
    destroy: { ...running, yes: "switch" },
    status: { ...always, only: "text", json: "switch" },
    add: { ...always, kubeconfig: "text", context: "text" },
    remove: always,
};
const actions = Object.keys(flagsOf);

const help = "The actions are listed by: npx multicluster-prometheus fleet --help";

function actionOf(text: string | undefined): FleetOptions["action"] {
    if (text === undefined || text.startsWith("-")) {
        throw new UsageError(`fleet needs an action: ${actions.join(", ")}. ${help}`);
    }
    if (!Object.hasOwn(flagsOf, text)) {
        throw new UsageError(`"${text}" is not an action of fleet${meant(text, actions)}. ${help}`);
    }
    return text as FleetOptions["action"];
}

/**
 * Reads the command line.
 * @throws UsageError that says what is wrong, and what is right.
 */
export function parseOptions(args: string[]): FleetOptions {
    const action = actionOf(args[0]);
    const isEdit = action === "add" || action === "remove";
    const name = args[1];
    if (isEdit && (name === undefined || name.startsWith("-"))) {
        throw new UsageError(`fleet ${action} needs the name of an edge, such as: npx multicluster-prometheus fleet ${action} paris`);
    }
    const given = parseFlags(args.slice(isEdit ? 2 : 1), flagsOf[action], `fleet ${action}`) as Record<string, string | undefined>;
    const { file = defaultFile, only, kubeconfig, context, parallel } = given;
    const shared = { file, json: given.json !== undefined };
    if (action === "add" || action === "remove") {
        return { ...shared, action, name, ...(kubeconfig !== undefined && { kubeconfig }), ...(context !== undefined && { context }) };
    }
    const selected = { ...shared, ...(only !== undefined && { only }) };
    if (action === "status") {
        return { ...selected, action };
    }
    return {
        ...selected,
        action,
        parallel: parallel === undefined ? availableParallelism() : wholeNumber("--parallel", parallel, [1, 100], 4),
        failFast: given["fail-fast"] !== undefined,
        yes: given.yes !== undefined,
    };
}
