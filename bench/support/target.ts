import { createServer, Server } from "http";
import { AddressInfo } from "net";
import { Values } from "../../components/values/merge";

/** Series of each target. */
export const seriesPerTarget = 1000;

const seriesPerMetric = 10;

/** Text before each series' value: counters with a few labels, and for each metric what an exporter says of it. */
const lines = Array.from({ length: seriesPerTarget }, (_, i) => {
    const metric = `bench_requests_${Math.floor(i / seriesPerMetric)}_total`;
    const about = i % seriesPerMetric === 0 ? `# HELP ${metric} Requests that a part of the workload has answered.\n# TYPE ${metric} counter\n` : "";
    const pod = `workload-${i % 50}-7d9f8b6c5d-x${i % 50}`;
    return `${about}${metric}{code="${200 + (i % 5)}",container="container-${i % 7}",namespace="namespace-${i % 13}",path="/api/${i}",pod="${pod}"}`;
});

/** What a target says at a time: three of four counters have grown, each at its own pace. */
function page(seconds: number): string {
    return lines.map((line, i) => `${line} ${Math.floor((seconds % 1e7) * (i % 4 === 0 ? 0 : 1 + (i % 97)))}\n`).join("");
}

/** Targets of this process, which any number of servers may scrape. */
export class Targets {
    private readonly server: Server;

    constructor() {
        this.server = createServer((_, response) => {
            response.setHeader("content-type", "text/plain; version=0.0.4");
            response.end(page(Date.now() / 1000));
        }).listen(0, "127.0.0.1");
    }

    /** What scrapes so many series. */
    scrapeConfig(series: number): Values {
        const target = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
        const instances = Array.from({ length: Math.ceil(series / seriesPerTarget) }, (_, i) => `10.1.${i % 250}.${Math.floor(i / 250)}:8080`);
        return { job_name: "bench", static_configs: instances.map((instance) => ({ targets: [target], labels: { instance } })) };
    }

    stop(): void {
        this.server.close();
        this.server.closeAllConnections();
    }
}
