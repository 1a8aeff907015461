import { spawn } from "child_process";
import { CannotTell } from "../errors";

/** A Service in a cluster, and how kubectl reaches that cluster. */
export interface ServiceTarget {
    namespace: string;
    service: string;
    port: string;
    kubeconfig?: string;
    context?: string;
}

/** A port of this machine that leads to a Service. */
export interface Forward {
    url: URL;
    close(): void;
}

/** What tells kubectl the cluster and the namespace. */
const place = ({ namespace, kubeconfig, context }: ServiceTarget) => [
    ...(kubeconfig === undefined ? [] : ["--kubeconfig", kubeconfig]),
    ...(context === undefined ? [] : ["--context", context]),
    ...["--namespace", namespace],
];

const kubectlArgs = (target: ServiceTarget) => [
    ...place(target),
    ...["port-forward", "--address", "127.0.0.1", "--pod-running-timeout", "10s", `svc/${target.service}`, `:${target.port}`],
];

/** Why kubectl could not, in its own last words. */
function failure(stderr: string, target: ServiceTarget): CannotTell {
    const { namespace, service, context } = target;
    if (/timed out waiting for the condition/.test(stderr)) {
        return new CannotTell(`The global Prometheus is down: no pod of ${namespace}/${service} runs, and nothing else knows of the edges. See why with: kubectl ${place(target).join(" ")} get pods`);
    }
    const reason = stderr.trim().split("\n").pop()?.replace(/^error: /i, "") || "no reason given";
    const where = context === undefined ? "" : ` in context "${context}"`;
    return new CannotTell(
        `kubectl port-forward to ${namespace}/${service}${where} failed (${reason}): say which cluster is the global one with --kubeconfig and --context, or name Prometheus with --url`,
    );
}

/**
 * Opens a port that leads to a Service, until it is closed or this program ends.
 * @throws CannotTell where kubectl is missing, or cannot.
 */
export function portForward(target: ServiceTarget, timeoutMs = 30_000): Promise<Forward> {
    const child = spawn("kubectl", kubectlArgs(target), { stdio: ["ignore", "pipe", "pipe"] });
    const kill = () => child.kill();
    process.once("exit", kill);
    const close = () => {
        process.removeListener("exit", kill);
        kill();
    };
    return new Promise((resolve, reject) => {
        let stdout = "";
        let stderr = "";
        const fail = (error: CannotTell) => {
            clearTimeout(timer);
            close();
            reject(error);
        };
        const timer = setTimeout(() => fail(failure(`no answer in ${timeoutMs / 1000} s`, target)), timeoutMs);
        child.stdout.on("data", (text) => {
            stdout += text;
            const port = /^Forwarding from 127\.0\.0\.1:(\d+)/m.exec(stdout)?.[1];
            if (port !== undefined) {
                clearTimeout(timer);
                resolve({ url: new URL(`http://127.0.0.1:${port}`), close });
            }
        });
        child.stderr.on("data", (text) => (stderr += text));
        child.on("error", () =>
            fail(new CannotTell("kubectl, which reaches Prometheus in its cluster, is not there: install it (https://kubernetes.io/docs/tasks/tools/), or name Prometheus with --url")),
        );
        child.on("close", () => fail(failure(stderr, target)));
    });
}
