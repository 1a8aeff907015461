import { mkdirSync } from "fs";
import { join } from "path";
import { run, succeeds } from "./command";
import { Missing } from "./errors";
import { demoFolder } from "./paths";

const minutes = 60_000;

/** What is missing for clusters in containers. */
export async function missingForKind(): Promise<Missing[]> {
    const [docker, kind] = await Promise.all([succeeds("docker", ["info"]), succeeds("kind", ["version"])]);
    return [
        ...(docker ? [] : [{ what: "Docker that runs", get: "install it as https://docs.docker.com/get-started/get-docker/ says, and start it" }]),
        ...(kind ? [] : [{ what: "kind", get: "go install sigs.k8s.io/kind@latest, or brew install kind (https://kind.sigs.k8s.io/)" }]),
    ];
}

/** Makes a cluster, unless it is there, and returns the path of its kubeconfig. */
export async function kindCluster(name: string): Promise<string> {
    mkdirSync(demoFolder, { recursive: true });
    const kubeconfig = join(demoFolder, `${name}.kubeconfig`);
    const names = (await run("kind", ["get", "clusters"], minutes)).split("\n");
    if (names.includes(name)) {
        await run("kind", ["export", "kubeconfig", "--name", name, "--kubeconfig", kubeconfig], minutes);
    } else {
        await run("kind", ["create", "cluster", "--name", name, "--kubeconfig", kubeconfig, "--wait", "3m"], 10 * minutes);
    }
    return kubeconfig;
}

/** Address of a cluster's node, in the network that all kind clusters share. */
export async function kindAddress(name: string): Promise<string> {
    const format = "{{.NetworkSettings.Networks.kind.IPAddress}}";
    return (await run("docker", ["inspect", "--format", format, `${name}-control-plane`], minutes)).trim();
}

export async function removeKindCluster(name: string): Promise<void> {
    await run("kind", ["delete", "cluster", "--name", name], 5 * minutes);
}
