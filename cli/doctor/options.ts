import { UsageError } from "../errors";
import { Flags, parseFlags, wholeNumber } from "../flags";

export const usage = `npx multicluster-prometheus doctor [options]

Asks the global Prometheus how each edge does, and says for each problem what it means and what mends it.

  --stack NAME        the global stack, whose outputs say where Prometheus is and which edges there are.
                      Else the selected stack, or the one named "global"
  --url URL           where Prometheus is reached; with --stack, the edges are still those of the stack
  --edge NAME         this edge only
  --json              one JSON object on one line
  --watch [SECONDS]   again every so many seconds, 10 by default, until Ctrl-C
  --kubeconfig FILE   the global cluster, where Prometheus is reached by "kubectl port-forward".
  --context NAME      Else as the stack's configuration says (kubernetes:kubeconfig, kubernetes:context)
  --help              this text

Credentials for --url: in it (https://USER:PASSWORD@HOST), or in the environment variable
PROMETHEUS_AUTHORIZATION the whole header, such as "Bearer TOKEN".

Exit status: 0 healthy, 1 problems, 2 could not tell, 130 interrupted.`;

/** What the command line asks for. */
export interface DoctorOptions {
    stack?: string;
    url?: URL;
    edge?: string;
    json: boolean;
    /** Seconds between two looks; one look without. */
    watchSeconds?: number;
    kubeconfig?: string;
    context?: string;
}

const flags: Flags = { stack: "text", url: "text", edge: "text", json: "switch", watch: "text", kubeconfig: "text", context: "text", help: "switch" };
const defaultSeconds = 10;

/** Gives `--watch` its default where no value follows. */
function withWatchSeconds(args: string[]): string[] {
    return args.map((arg, i) => (arg === "--watch" && (args[i + 1] ?? "-").startsWith("-") ? `--watch=${defaultSeconds}` : arg));
}

function urlOf(text: string): URL {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
        // What cannot be read may hold a password, too.
        throw new UsageError("--url is not an http or https URL: give Prometheus' own, such as http://localhost:9090");
    }
    if (/%(?![0-9a-f]{2})/i.test(url.username + url.password)) {
        throw new UsageError("--url has a user or password with a % that begins no code: write it as %25");
    }
    return url;
}

/**
 * Reads the command line.
 * @throws UsageError that says what is wrong, and what is right.
 */
export function parseOptions(args: string[]): DoctorOptions {
    const given = parseFlags(withWatchSeconds(args), flags, "doctor") as Record<string, string | undefined>;
    const { stack, url, edge, kubeconfig, context, watch, json } = given;
    if (url !== undefined && (kubeconfig !== undefined || context !== undefined)) {
        throw new UsageError("--url says where Prometheus is, so --kubeconfig and --context have no use: leave them out");
    }
    return {
        json: json !== undefined,
        ...(stack !== undefined && { stack }),
        ...(url !== undefined && { url: urlOf(url) }),
        ...(edge !== undefined && { edge }),
        ...(watch !== undefined && { watchSeconds: wholeNumber("--watch", watch, [1, 86_400], 30, " of seconds") }),
        ...(kubeconfig !== undefined && { kubeconfig }),
        ...(context !== undefined && { context }),
    };
}
