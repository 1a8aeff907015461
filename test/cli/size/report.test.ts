import { expect } from "chai";
import { parse } from "yaml";
import { sizeOf } from "../../../cli/size/arithmetic";
import { parseOptions } from "../../../cli/size/options";
import { sizeText } from "../../../cli/size/report";
import { cpuText, defaultShards, memoryText, volumeText, withDefaults } from "../../../cli/size/stackFiles";
import { globalRemoteWrite } from "../../../components/values/remoteWrite";

describe("what size says", () => {
    const text = (line: string) => {
        const options = parseOptions(line.split(" "));
        return sizeText(withDefaults(sizeOf(options.fleet)), options);
    };
    /** The configurations in a text, without the keys' prefix. */
    const configs = (line: string) =>
        text(line)
            .split("\nconfig:\n")
            .slice(1)
            .map((part) => parse(part.split("\n\n")[0].replaceAll("multicluster-prometheus:", "")));

    it("is a table, and the lines of the stacks' files", () => {
        expect(text("--edges 10 --series-per-edge 30000")).to.equal(
            [
                "10 edges of 30,000 series, scraped each 30s: 300,000 series, 10,000 samples/s, 2.4 Mbit/s at the gateway",
                "An edge sends 1,000 samples/s, 0.2 Mbit/s, and needs 1 shard",
                "Receiver: prometheus (one Prometheus carries up to 5,000,000 series)",
                "",
                "                      CPU  Memory  Volume",
                "  global Prometheus  500m  2304Mi    21Gi",
                "  gateway            100m",
                "  each edge's agent  100m   256Mi     2Gi",
                "",
                "In the global stack's file:",
                "",
                "config:",
                "  multicluster-prometheus:retention: 10d",
                "  multicluster-prometheus:outageTolerance: 8h",
                "  multicluster-prometheus:storageSize: 21Gi",
                "  multicluster-prometheus:resources:",
                "    requests:",
                "      cpu: 500m",
                "      memory: 2304Mi",
                "",
                "In each edge's:",
                "",
                "config:",
                "  multicluster-prometheus:scrapeInterval: 30s",
                "  multicluster-prometheus:outageTolerance: 8h",
                "  multicluster-prometheus:storageSize: 2Gi",
                "  multicluster-prometheus:resources:",
                "    requests:",
                "      cpu: 100m",
                "      memory: 256Mi",
            ].join("\n"),
        );
    });

    it("names the receiver and its ingesters, and says where one Prometheus is too small", () => {
        const many = "--edges 200 --series-per-edge 30000";
        expect(text(many)).to.contain("\nReceiver: thanos, 9 ingesters, and 966Gi in the bucket (one Prometheus carries up to 5,000,000 series)\n");
        const [global] = configs(many);
        expect(text(many)).to.contain("\nIn the global stack's file, beside objectStorage (docs/scaling.md):\n");
        expect([global.receiver, global.thanos]).to.deep.equal(["thanos", { ingesters: 9 }]);
        expect(text(`${many} --receiver prometheus`)).to.contain(
            "\nReceiver: prometheus, though one Prometheus carries up to 5,000,000 series: take --receiver thanos\n",
        );
    });

    it("gives large edges more shards and a higher limit, and small ones neither", () => {
        const [global, edge] = configs("--edges 2 --series-per-edge 3300000");
        expect([global.limits, edge.queueConfig]).to.deep.equal([{ series: 4_125_000 }, { maxShards: 11 }]);
        const [smallGlobal, smallEdge] = configs("--edges 10 --series-per-edge 800000");
        expect([smallGlobal.limits, smallEdge.queueConfig]).to.deep.equal([undefined, undefined]);
    });

    it("knows how many shards an edge has by default", () => {
        const { queueConfig } = globalRemoteWrite({ clusterName: "paris", remoteWriteUrl: "" }, {});
        expect(queueConfig.maxShards).to.equal(defaultShards);
    });

    it("rounds up", () => {
        expect([cpuText(0.1), cpuText(0.101), cpuText(2)]).to.deep.equal(["100m", "200m", "2000m"]);
        expect([memoryText(2 ** 30), memoryText(2 ** 30 + 1), memoryText(2 ** 28)]).to.deep.equal(["1Gi", "1280Mi", "256Mi"]);
        expect([volumeText(2 ** 30), volumeText(2 ** 30 + 1)]).to.deep.equal(["1Gi", "2Gi"]);
    });
});
