import pulumi
import pulumi_kubernetes as kubernetes
from pulumi_multicluster_prometheus import (
    EdgePrometheus,
    GlobalPrometheus,
    RemoteWriteAuthArgs,
    RemoteWriteBasicAuthArgs,
)

# Unset, it is the chart's own repository that is asked.
chart = pulumi.Config().get("chart")


# One provider a cluster: its name is that of a context in the kubeconfig.
def cluster(context):
    return pulumi.ResourceOptions(provider=kubernetes.Provider(context, context=context))


receiver = GlobalPrometheus("global", chart=chart, edges=["paris"], opts=cluster("global"))

EdgePrometheus(
    "paris",
    chart=chart,
    cluster_name="paris",
    remote_write_url=receiver.remote_write_url,
    remote_write_auth=RemoteWriteAuthArgs(
        basic_auth=RemoteWriteBasicAuthArgs(
            username="paris",
            password=receiver.edge_credentials.apply(lambda credentials: credentials["paris"].password),
        ),
    ),
    opts=cluster("paris"),
)

pulumi.export("remoteWriteUrl", receiver.remote_write_url)
pulumi.export("queryUrl", receiver.query_url)
