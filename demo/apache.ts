import { ApiError, Cluster } from "./cluster";
import { DemoError } from "./errors";

/** The namespace of the edge's application. */
export const apacheNamespace = "apache";

const owner = { "app.kubernetes.io/managed-by": "multicluster-prometheus-demo" };
const labels = { "app.kubernetes.io/name": "apache", ...owner };
const path = `/api/v1/namespaces/${apacheNamespace}`;

// The image's own configuration does not serve /server-status, which the exporter reads.
const configuration = `ServerRoot /usr/local/apache2
ServerName localhost
Listen 80
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule unixd_module modules/mod_unixd.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule authz_host_module modules/mod_authz_host.so
LoadModule status_module modules/mod_status.so
LoadModule dir_module modules/mod_dir.so
User www-data
Group www-data
DocumentRoot htdocs
ErrorLog /proc/self/fd/2
ExtendedStatus On
<Location /server-status>
    SetHandler server-status
    Require local
</Location>
`;

/** An Apache server with its exporter, whose pod asks by its annotations to be scraped: each object by its path. */
export const apacheObjects: Record<string, object> = {
    [path]: { apiVersion: "v1", kind: "Namespace", metadata: { name: apacheNamespace, labels: owner } },
    [`${path}/configmaps/apache`]: {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "apache", namespace: apacheNamespace, labels },
        data: { "httpd.conf": configuration },
    },
    [`/apis/apps/v1/namespaces/${apacheNamespace}/deployments/apache`]: {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "apache", namespace: apacheNamespace, labels },
        spec: {
            replicas: 1,
            selector: { matchLabels: labels },
            template: {
                metadata: { labels, annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "9117" } },
                spec: {
                    containers: [
                        {
                            name: "httpd",
                            image: "docker.io/library/httpd:2.4",
                            ports: [{ containerPort: 80, name: "http" }],
                            volumeMounts: [
                                { name: "configuration", mountPath: "/usr/local/apache2/conf/httpd.conf", subPath: "httpd.conf", readOnly: true },
                            ],
                        },
                        {
                            name: "exporter",
                            image: "docker.io/lusotycoon/apache-exporter:v1.0.10",
                            args: ["--scrape_uri=http://127.0.0.1/server-status?auto"],
                            ports: [{ containerPort: 9117, name: "metrics" }],
                        },
                    ],
                    volumes: [{ name: "configuration", configMap: { name: "apache" } }],
                },
            },
        },
    },
};

/** Whose the namespace is, if it is there. */
async function namespaceOwner(cluster: Cluster): Promise<"demo" | "other" | undefined> {
    try {
        const { metadata } = await cluster.get<{ metadata: { labels?: Record<string, string> } }>(path);
        const [[key, value]] = Object.entries(owner);
        return metadata.labels?.[key] === value ? "demo" : "other";
    } catch (error) {
        if (error instanceof ApiError && error.status === 404) {
            return undefined;
        }
        throw error;
    }
}

/** Deploys Apache, or brings it to what it should be. */
export async function deployApache(cluster: Cluster): Promise<void> {
    if ((await namespaceOwner(cluster)) === "other") {
        throw new DemoError(
            `The ${cluster.name} cluster has a namespace "${apacheNamespace}" that is not of the demo, which needs that name: ` +
                "remove or rename yours, or give another cluster",
        );
    }
    for (const [at, object] of Object.entries(apacheObjects)) {
        await cluster.apply(at, object);
    }
}

/** Removes Apache, and waits until it is gone. */
export async function removeApache(cluster: Cluster, interrupt: AbortSignal): Promise<void> {
    if ((await namespaceOwner(cluster)) === "demo") {
        await cluster.remove(path, interrupt);
    }
}
