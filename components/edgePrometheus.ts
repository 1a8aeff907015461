import * as pulumi from "@pulumi/pulumi";
import { EdgePrometheusArgs } from "./args";
import { remoteWriteSecret } from "./remoteWriteSecret";
import { chartRelease, releaseNames, releaseNamespace } from "./release";
import { checkedArgs, checkKnownArgs, refusedSecrets } from "./validation/checkedArgs";
import { edgeProblems } from "./validation/edge";
import { edgeValues } from "./values/edge";
import { withSecretsMarked } from "./values/remoteWriteAuth";

/** An edge cluster: kube-prometheus-stack in agent mode, which writes all its series to the global cluster. */
export class EdgePrometheus extends pulumi.ComponentResource {
    /** Label `cluster` on each series of this edge. */
    public readonly clusterName: pulumi.Output<string>;
    /** Namespace of the release. */
    public readonly namespace: pulumi.Output<string>;
    /** Name of the Helm release. */
    public readonly releaseName: pulumi.Output<string>;
    /** URL that the agent writes to. */
    public readonly remoteWriteUrl: pulumi.Output<string>;

    /**
     * @param name Name of the component, and the prefix of its children's names in Pulumi's state.
     * @param args The edge's name, where it writes, and what differs from the defaults.
     * @param opts Pulumi's options; `provider` says which cluster.
     * @throws InputPropertiesError that lists every arg that is wrong, and what is right.
     */
    constructor(name: string, args: EdgePrometheusArgs, opts?: pulumi.ComponentResourceOptions) {
        const { remoteWriteAuth, ...visible } = args;
        const auth = remoteWriteAuth && withSecretsMarked(remoteWriteAuth);
        // The inputs are in the state.
        super("multicluster-prometheus:index:EdgePrometheus", name, { ...visible, remoteWriteAuth: auth }, opts);
        checkKnownArgs(args, edgeProblems, this);
        const names = releaseNames(args);
        const namespace = releaseNamespace(name, names, this);
        const { secret, entry } = remoteWriteSecret(name, auth ?? {}, names, { parent: this, dependsOn: namespace });
        const values = pulumi
            .all([checkedArgs(visible, edgeProblems, this), entry, refusedSecrets(auth ?? {}, this)])
            .apply(([known, auth]) => edgeValues(known, auth));
        chartRelease(name, args, names, values, { parent: this, dependsOn: secret ? [namespace, secret] : namespace });

        this.clusterName = pulumi.output(args.clusterName);
        this.namespace = names.namespace;
        this.releaseName = names.releaseName;
        this.remoteWriteUrl = pulumi.output(args.remoteWriteUrl);
        this.registerOutputs({
            clusterName: this.clusterName,
            namespace: this.namespace,
            releaseName: this.releaseName,
            remoteWriteUrl: this.remoteWriteUrl,
        });
    }
}
