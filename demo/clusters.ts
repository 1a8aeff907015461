import { Cluster, Clusters } from "./cluster";
import { DemoError, Missing, UsageError } from "./errors";
import { kindAddress, kindCluster, missingForKind } from "./kind";
import { definitionNames } from "./leftovers";
import { Options } from "./options";
import { Progress } from "./progress";
import { demoRelease } from "./release";
import { Session, writeSession } from "./session";

const kindNames = { global: "multicluster-prometheus-global", edge: "multicluster-prometheus-edge" };

/** What is missing for two clusters, where neither the command line nor an earlier run names any. */
export async function missingForClusters(options: Options, earlier: Session | undefined): Promise<Missing[]> {
    if (options.kubeconfigs !== undefined || earlier !== undefined) {
        return [];
    }
    const missing = await missingForKind();
    const instead = { what: "or, instead, two clusters that you have", get: "npm run demo -- --global-kubeconfig FILE --edge-kubeconfig FILE" };
    return missing.length === 0 ? [] : [...missing, instead];
}

/** The session of a run: an earlier one's, with the values that are given now, or a new one. */
export function nextSession(options: Options, earlier: Session | undefined): Session {
    const { kubeconfigs, nodeAddress, values } = options;
    if (earlier === undefined) {
        const made = { global: { kubeconfig: "", kind: kindNames.global }, edge: { kubeconfig: "", kind: kindNames.edge } };
        const given = kubeconfigs && { global: { kubeconfig: kubeconfigs.global }, edge: { kubeconfig: kubeconfigs.edge } };
        return { ...(given ?? made), nodeAddress, values, complete: false };
    }
    const isOther = kubeconfigs !== undefined && (["global", "edge"] as const).some((role) => kubeconfigs[role] !== earlier[role].kubeconfig);
    if (isOther) {
        throw new UsageError(
            `The demo is up in other clusters (${earlier.global.kubeconfig} and ${earlier.edge.kubeconfig}): remove it there first, with npm run demo -- --down`,
        );
    }
    return { ...earlier, nodeAddress: nodeAddress ?? earlier.nodeAddress, values: values ?? earlier.values };
}

async function makeKindClusters(session: Session, progress: Progress): Promise<Session> {
    const { global, edge } = session;
    if (global.kind === undefined || edge.kind === undefined) {
        return session;
    }
    const [globalKind, edgeKind] = [global.kind, edge.kind];
    const kubeconfig = (name: string) => progress.step(`kind cluster ${name}`, () => kindCluster(name));
    return {
        ...session,
        global: { ...global, kubeconfig: await kubeconfig(globalKind) },
        edge: { ...edge, kubeconfig: await kubeconfig(edgeKind) },
        // kind has no load balancer.
        nodeAddress: await kindAddress(globalKind),
    };
}

/** Refuses a cluster that holds a release which is not the demo's. */
async function refuseOccupied(cluster: Cluster): Promise<void> {
    const { namespace } = demoRelease;
    if (await cluster.has(`/api/v1/namespaces/${namespace}`)) {
        throw new DemoError(
            `The ${cluster.name} cluster at ${cluster.server} has a namespace "${namespace}" already, and the demo makes and removes its own: give another cluster`,
        );
    }
}

/** Brings up the clusters of a session, notes in it what must be known to remove all, and writes it. */
export async function startSession(session: Session, isNew: boolean, progress: Progress): Promise<{ session: Session; clusters: Clusters }> {
    if (session.global.kind !== undefined) {
        // Written first, so that a run that ends half way leaves no cluster that is forgotten.
        writeSession(session);
    }
    const ready = await makeKindClusters(session, progress);
    const clusters = { global: new Cluster("global", ready.global.kubeconfig), edge: new Cluster("edge", ready.edge.kubeconfig) };
    const unreachable = (await Promise.all(Object.values(clusters).map((cluster) => cluster.unreachable()))).filter((why) => why !== undefined);
    if (unreachable.length > 0) {
        throw new DemoError(unreachable.map((why) => `  - ${why}`).join("\n"));
    }
    if (clusters.global.server === clusters.edge.server) {
        throw new UsageError(
            `Both kubeconfigs lead to one cluster, ${clusters.global.server}: write one for each, with "kubectl config view --minify --flatten --context NAME > FILE"`,
        );
    }
    if (isNew) {
        await Promise.all(Object.values(clusters).map(refuseOccupied));
        ready.global.definitions = await definitionNames(clusters.global);
        ready.edge.definitions = await definitionNames(clusters.edge);
    }
    writeSession(ready);
    return { session: ready, clusters };
}
