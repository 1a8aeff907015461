import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ReleaseArgs } from "./args";
import { chart, chartSource } from "./chart";
import { defaults } from "./defaults";
import { Values } from "./values/merge";

/** Where Helm gets the chart from. */
export interface ChartOrigin {
    chart: string;
    version?: string;
    repositoryOpts: { repo?: string };
}

/** A chart that this package was tested with. */
interface TestedChart {
    name: string;
    version: string;
    repository?: string;
}

/** What of the chart's origin is set for a repository, an OCI registry and a path. */
export function chartOrigin(args: Pick<pulumi.Unwrap<ReleaseArgs>, "chart" | "chartVersion" | "chartRepository">, tested: TestedChart): ChartOrigin {
    const reference = args.chart ?? tested.name;
    const version = args.chartVersion ?? tested.version;
    switch (chartSource(reference)) {
        case "path":
            return { chart: reference, repositoryOpts: {} };
        case "oci":
            return { chart: reference, version, repositoryOpts: {} };
        case "repository":
            return { chart: reference, version, repositoryOpts: { repo: args.chartRepository ?? tested.repository } };
    }
}

/** An arg or its default, known as soon as the arg is. */
export function orDefault<T>(arg: pulumi.Input<T> | undefined, value: T): pulumi.Output<T> {
    return pulumi.output(arg).apply((known) => (known as T | undefined) ?? value);
}

/** The release's names, which other objects' names are computed from. */
export interface ReleaseNames {
    namespace: pulumi.Output<string>;
    releaseName: pulumi.Output<string>;
}

export function releaseNames(args: ReleaseArgs): ReleaseNames {
    return {
        namespace: orDefault(args.namespace, defaults.namespace),
        releaseName: orDefault(args.releaseName, defaults.releaseName),
    };
}

/** The namespace of a release. */
export function releaseNamespace(name: string, names: ReleaseNames, parent: pulumi.Resource): kubernetes.core.v1.Namespace {
    return new kubernetes.core.v1.Namespace(
        `${name}-namespace`,
        {
            metadata: {
                name: names.namespace,
                // node-exporter reads the host's processes, network and files, which even the level baseline forbids.
                labels: { "pod-security.kubernetes.io/enforce": "privileged" },
            },
        },
        { parent },
    );
}

/** The release of kube-prometheus-stack with the given values. */
export function chartRelease(
    name: string,
    args: ReleaseArgs,
    names: ReleaseNames,
    values: pulumi.Output<Values>,
    opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): kubernetes.helm.v3.Release {
    const origin = pulumi
        .output({ chart: args.chart, chartVersion: args.chartVersion, chartRepository: args.chartRepository })
        .apply((reference) => chartOrigin(reference, chart));
    void warnIfSecret(values, opts.parent);
    return new kubernetes.helm.v3.Release(
        name,
        {
            name: names.releaseName,
            namespace: names.namespace,
            chart: origin.chart,
            version: origin.apply(({ version }) => version as string),
            repositoryOpts: origin.repositoryOpts,
            values,
            // Seconds; a first pull of all images takes minutes.
            timeout: 600,
        },
        opts,
    );
}

async function warnIfSecret(values: pulumi.Output<Values>, resource: pulumi.Resource): Promise<void> {
    if (await pulumi.isSecret(values)) {
        await pulumi.log.warn(
            "The Helm values hold a secret, so no preview can show them: put it in a Kubernetes Secret, and its name in the values.",
            resource,
        );
    }
}
