import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { EdgeCredential } from "./args";
import { defaults } from "./defaults";
import { EdgePassword } from "./values/gateway";

/** The edges' passwords: those that the gateway takes, and the one that each edge is to use. */
export interface EdgeCredentials {
    accepted: pulumi.Output<EdgePassword[]>;
    current: pulumi.Output<Record<string, EdgeCredential>>;
}

/** Makes a password for each edge and version. A new version's is taken beside the one before it, so that an edge can change over. */
export function edgeCredentials(
    name: string,
    edges: string[],
    versions: Record<string, number>,
    opts: pulumi.CustomResourceOptions,
): EdgeCredentials {
    const password = (edge: string, version: number) =>
        new random.RandomPassword(`${name}-edge-${edge}-${version}`, { length: 32, special: false }, opts).result;
    const accepted: pulumi.Output<EdgePassword>[] = [];
    const current: Record<string, pulumi.Output<EdgeCredential>> = {};
    for (const edge of edges) {
        const version = versions[edge] ?? defaults.global.credentialVersion;
        const passwords = [version - 1, version].filter((v) => v > 0).map((v) => password(edge, v));
        accepted.push(...passwords.map((text) => pulumi.secret(text).apply((known) => ({ edge, password: known }))));
        current[edge] = pulumi.secret(passwords[passwords.length - 1]).apply((known) => ({ username: edge, password: known }));
    }
    return { accepted: pulumi.secret(pulumi.all(accepted)), current: pulumi.secret(pulumi.all(current)) };
}
