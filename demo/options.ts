import { readFileSync } from "fs";
import { resolve } from "path";
import { parseArgs } from "util";
import { parse } from "yaml";
import { firstLine, UsageError } from "./errors";

export const usage = `npm run demo -- [options]

Deploys the global stack to one cluster and an edge stack to another, with an Apache server in the
edge cluster, and shows the server's metrics in the global Prometheus.

  --global-kubeconfig FILE  the global cluster; needs --edge-kubeconfig too. Without both, two clusters
  --edge-kubeconfig FILE    are made with kind, where Docker runs
  --node-address HOST       where a node of the global cluster is reached, if that cluster has no load
                            balancer: the receiver is then published on a port of the node
  --values FILE             Helm values for both stacks, as YAML
  --require-clusters        fail without clusters or Pulumi, instead of showing a plan
  --down                    remove all that the demo made
  --json                    one JSON object on standard output (with npm run --silent demo)
  --help                    this text

Exit status: 0 done, 1 failed, 2 wrong command line, 130 interrupted.`;

/** The kubeconfig file of each cluster. */
export interface Kubeconfigs {
    global: string;
    edge: string;
}

/** What the command line asks for. */
export interface Options {
    kubeconfigs?: Kubeconfigs;
    nodeAddress?: string;
    values?: Record<string, unknown>;
    requireClusters: boolean;
    down: boolean;
    json: boolean;
    help: boolean;
}

const flags = {
    "global-kubeconfig": { type: "string" },
    "edge-kubeconfig": { type: "string" },
    "node-address": { type: "string" },
    values: { type: "string" },
    "require-clusters": { type: "boolean", default: false },
    down: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
} as const;

function parseFlags(args: string[]) {
    try {
        return parseArgs({ args, options: flags }).values;
    } catch (error) {
        throw new UsageError(`${firstLine(error)}\nThe options are listed by: npm run demo -- --help`);
    }
}

function readYaml(flag: string, file: string): Record<string, unknown> {
    const path = resolve(file);
    let text: string;
    try {
        text = readFileSync(path, "utf8");
    } catch (error) {
        throw new UsageError(`${flag} ${path} cannot be read (${firstLine(error)}): give the path of a file that is there`);
    }
    let content: unknown;
    try {
        content = parse(text);
    } catch (error) {
        throw new UsageError(`${flag} ${path} is not YAML: ${firstLine(error)}`);
    }
    if (typeof content !== "object" || content === null || Array.isArray(content)) {
        throw new UsageError(`${flag} ${path} must hold a YAML map, such as "grafana: {enabled: false}"`);
    }
    return content as Record<string, unknown>;
}

function kubeconfigFile(flag: string, file: string): string {
    if (!Array.isArray(readYaml(flag, file).clusters)) {
        throw new UsageError(`${flag} ${resolve(file)} has no clusters: write one with "kubectl config view --minify --flatten --context NAME"`);
    }
    return resolve(file);
}

/**
 * Reads the command line, and the files that it names.
 * @throws UsageError that says what is wrong, and what is right.
 */
export function parseOptions(args: string[]): Options {
    const given = parseFlags(args);
    const { "global-kubeconfig": globalFile, "edge-kubeconfig": edgeFile, "node-address": nodeAddress } = given;
    if ((globalFile === undefined) !== (edgeFile === undefined)) {
        const [one, other] = globalFile === undefined ? ["--edge-kubeconfig", "--global-kubeconfig"] : ["--global-kubeconfig", "--edge-kubeconfig"];
        throw new UsageError(`${one} needs ${other} too: the demo takes two clusters, or makes both`);
    }
    if (nodeAddress !== undefined && globalFile === undefined) {
        throw new UsageError("--node-address needs --global-kubeconfig and --edge-kubeconfig: it is an address in a cluster that you give");
    }
    const { values, "require-clusters": requireClusters, down, json, help } = given;
    return {
        ...(globalFile !== undefined &&
            edgeFile !== undefined && {
                kubeconfigs: {
                    global: kubeconfigFile("--global-kubeconfig", globalFile),
                    edge: kubeconfigFile("--edge-kubeconfig", edgeFile),
                },
            }),
        ...(nodeAddress !== undefined && { nodeAddress }),
        ...(values !== undefined && { values: readYaml("--values", values) }),
        requireClusters,
        down,
        json,
        help,
    };
}
