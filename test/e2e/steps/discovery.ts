import { expect } from "chai";
import { Fleet } from "../support/fleet";
import { deployPods, podsNamespace, PodSpec } from "../support/pods";
import { query, Target, targets, valuesBy } from "../support/prometheus";
import { until } from "../support/until";

const exporter = (port: number, path?: string) => ({ port, path, declares: [{ port }] });

const pods: Record<string, PodSpec> = {
    port: {
        annotations: { scrape: "true", port: "9201" },
        exporters: [{ port: 9201, declares: [{ port: 9201 }, { port: 8080 }] }, exporter(9202)],
    },
    undeclared: { annotations: { scrape: "true", port: "9203" }, exporters: [{ port: 9203, declares: [] }] },
    path: { annotations: { scrape: "true", port: "9204", path: "/custom" }, exporters: [exporter(9204, "/custom")] },
    "all-ports": {
        annotations: { scrape: "true" },
        exporters: [{ port: 9205, declares: [{ port: 9205 }, { port: 9207, protocol: "UDP" }] }, exporter(9206)],
        initPort: 9208,
    },
    https: { annotations: { scrape: "true", port: "9209", scheme: "https" }, exporters: [exporter(9209)] },
    "scrape-false": { annotations: { scrape: "false", port: "9210" }, exporters: [exporter(9210)] },
    "not-annotated": { annotations: {}, exporters: [exporter(9211)] },
};

/** What is scraped of each pod; PodIP stands for its address. */
const expectedUrls = {
    port: ["http://PodIP:9201/metrics"],
    undeclared: ["http://PodIP:9203/metrics"],
    path: ["http://PodIP:9204/custom"],
    "all-ports": ["http://PodIP:9205/metrics", "http://PodIP:9206/metrics"],
    https: ["https://PodIP:9209/metrics"],
};
const scraped = ["port", "undeclared", "path", "all-ports"];

export function discoverySteps(fleet: () => Fleet): void {
    let places: Record<string, { address: string; node: string }>;
    let found: Target[];

    it("scrapes pods as their annotations say, and leaves others alone", async () => {
        const { edge } = fleet().found;
        fleet().namespaces.add(podsNamespace);
        places = await deployPods(edge, 'e2e_sample{cluster="other"} 1\n', pods);
        await until("each target is scraped", 120, async () => {
            found = (await targets(edge, "kubernetes")).filter(({ labels }) => labels.namespace === podsNamespace);
            const urls = Object.fromEntries(Object.keys(expectedUrls).map((pod) => [pod, [] as string[]]));
            for (const { labels, scrapeUrl } of found) {
                (urls[labels.pod] ??= []).push(scrapeUrl.replace(places[labels.pod].address, "PodIP"));
            }
            Object.values(urls).forEach((list) => list.sort());
            expect(urls).to.deep.equal(expectedUrls);
            expect(found.filter(({ health }) => health === "unknown").map(({ scrapeUrl }) => scrapeUrl)).to.deep.equal([]);
            return true;
        });
        const health = Object.fromEntries(found.map(({ labels, health }) => [labels.pod, health]));
        expect(health).to.deep.equal({ port: "up", undeclared: "up", path: "up", "all-ports": "up", https: "down" });
        // The exporter speaks no TLS: that it was spoken to so is all that is tried here.
        expect(found.find(({ labels }) => labels.pod === "https")?.lastError).to.contain("server gave HTTP response to HTTPS client");
    });

    it("labels what it scrapes with the cluster, the namespace, the pod and the node", async () => {
        const { global } = fleet().found;
        await until("the samples of each pod at global", 60, async () => {
            const up = `up{job="kubernetes",cluster="edge",namespace="${podsNamespace}"}`;
            expect(await valuesBy("pod", global, `count by (pod) (${up})`)).to.deep.equal(
                Object.fromEntries(Object.entries(expectedUrls).map(([pod, urls]) => [pod, urls.length])),
            );
            for (const { metric } of await query(global, up)) {
                expect(metric.node, metric.pod).to.equal(places[metric.pod].node);
                expect(Object.keys(metric).sort()).to.deep.equal(["__name__", "cluster", "instance", "job", "namespace", "node", "pod", "prometheus", "prometheus_replica"]);
            }
            return true;
        });
    });

    it("names the edge in a series whose target names a cluster itself", async () => {
        const { global } = fleet().found;
        const samples = await until("the exposed samples at global", 60, async () => {
            const all = await query(global, "e2e_sample");
            return all.length >= 5 ? all : undefined;
        });
        const clusters = samples.map(({ metric: { pod, cluster, exported_cluster } }) => ({ pod, cluster, exported_cluster }));
        expect([...new Set(samples.map(({ metric }) => metric.pod))].sort()).to.deep.equal([...scraped].sort());
        for (const { pod, cluster, exported_cluster } of clusters) {
            expect({ cluster, exported_cluster }, pod).to.deep.equal({ cluster: "edge", exported_cluster: "other" });
        }
    });
}
