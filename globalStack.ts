import * as pulumi from "@pulumi/pulumi";
import { EdgeCredential, Receiver } from "./components";
import { Problem } from "./components/validation/problem";

/** What an edge stack reads of a global one's outputs. */
export interface GlobalOutputs {
    clusterName: string;
    remoteWriteUrl: string;
    /** What each edge writes with, by its name; undefined where global asks for nothing. Secret, though the type does not say so. */
    edgeCredentials: Record<string, EdgeCredential> | undefined;
    caCertificate: string | undefined;
    messageVersion: string | undefined;
    receiver: string | undefined;
}

const stackName = /^[\w.-]+\/[\w.-]+\/[\w.-]+$/;

/** Why a stack's outputs cannot be read, or undefined where they can. */
async function unreadable(name: string): Promise<string | undefined> {
    try {
        // A StackReference to a stack that is not there ends the program without a word from it; an invoke can be caught.
        await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
        return undefined;
    } catch (error) {
        return (error as Error).message.split("\n")[0].replace(/^.*returned an error: /, "") || "no reason given";
    }
}

/** Reads where a global stack receives, and says what is wrong with that stack where it cannot. */
export async function readGlobalOutputs(name: unknown): Promise<{ global?: GlobalOutputs; problems: Problem[] }> {
    const problem = (reason: string) => ({ problems: [{ path: "globalStack", reason }] });
    if (typeof name !== "string" || !stackName.test(name)) {
        const example = "organization/multicluster-prometheus/global";
        const reason = `${JSON.stringify(name)} must be the full name of the global stack: organization, project and stack, with "/" between them`;
        return { problems: [{ path: "globalStack", reason, example }] };
    }
    const deploy = `run "pulumi up --stack ${name}" first`;
    const why = await unreadable(name);
    if (why !== undefined) {
        return problem(`"${name}" cannot be read: ${why}; if it is not deployed yet, ${deploy}`);
    }
    const reference = new pulumi.StackReference("global", { name });
    const read = async (output: string) => {
        const { value, secretValue } = await reference.getOutputDetails(output);
        return value ?? secretValue;
    };
    const [clusterName, remoteWriteUrl, queryUrl, edgeCredentials, caCertificate, messageVersion, receiver] = await Promise.all(
        ["clusterName", "remoteWriteUrl", "queryUrl", "edgeCredentials", "caCertificate", "messageVersion", "receiver"].map(read),
    );
    if (clusterName === undefined && remoteWriteUrl === undefined) {
        return problem(`"${name}" has no outputs: it is not deployed; ${deploy}`);
    }
    if (queryUrl === undefined && clusterName !== undefined && remoteWriteUrl !== undefined) {
        return problem(`"${name}" is the edge "${clusterName}", which receives nothing; name the stack with the role "global"`);
    }
    if (typeof clusterName !== "string" || typeof remoteWriteUrl !== "string") {
        const missing = typeof clusterName === "string" ? "remoteWriteUrl" : "clusterName";
        return problem(`"${name}" has no output "${missing}": it is of another project or an older version; ${deploy}`);
    }
    return { global: { clusterName, remoteWriteUrl, edgeCredentials, caCertificate, messageVersion, receiver }, problems: [] };
}

/** What the global stack says of an edge: where it writes, and what with. */
export function destinationArgs(
    global: GlobalOutputs,
    settings: Record<string, any>,
): { args: Record<string, unknown>; problems: Problem[] } {
    const { clusterName, globalStack } = settings;
    const { remoteWriteUrl, edgeCredentials, caCertificate } = global;
    const problems: Problem[] = [];
    if (global.clusterName === clusterName) {
        const reason = `"${clusterName}" is the name of the global cluster; each cluster needs its own`;
        problems.push({ path: "clusterName", reason, example: "edge" });
    }
    if (settings.messageVersion === "V2.0" && global.messageVersion === "V1.0") {
        problems.push({ path: "messageVersion", reason: `"V2.0" is not spoken by "${globalStack}", which would take the samples and lose them; remove it` });
    }
    const args: Record<string, unknown> = {
        messageVersion: global.messageVersion,
        remoteWriteUrl,
        // Older global stacks do not say.
        ...(global.receiver !== undefined && { receiverDeduplicates: global.receiver === Receiver.Thanos }),
    };
    if (edgeCredentials === undefined) {
        return { args, problems };
    }
    if (settings.remoteWriteAuth !== undefined) {
        problems.push({ path: "remoteWriteAuth", reason: "is what the global stack gives each of its edges; remove it" });
    }
    const credential = edgeCredentials[clusterName];
    if (credential !== undefined) {
        const basicAuth = { username: credential.username, password: pulumi.secret(credential.password) };
        args.remoteWriteAuth = { basicAuth, ...(caCertificate && { tls: { caCertificate } }) };
    } else if (clusterName !== global.clusterName && clusterName !== undefined) {
        const add = `pulumi config set --stack ${globalStack} --path 'edges[${Object.keys(edgeCredentials).length}]' ${clusterName}`;
        const reason = `"${clusterName}" is not among the edges of "${globalStack}"; add it there with: ${add} && pulumi up --stack ${globalStack}`;
        problems.push({ path: "clusterName", reason });
    }
    return { args, problems };
}
