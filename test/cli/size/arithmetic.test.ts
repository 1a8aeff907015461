import { expect } from "chai";
import { costs, Fleet, maxPrometheusSeries, receiverFor, sizeOf } from "../../../cli/size/arithmetic";
import { retentionShare } from "../../../components/defaults";

const day = 86_400;
const fleet: Fleet = { edges: 10, seriesPerEdge: 30_000, scrapeSeconds: 30, retentionSeconds: 10 * day, toleranceSeconds: 8 * 3600 };

describe("the size of a fleet", () => {
    it("is that of one Prometheus and its edges", () => {
        // 300,000 series each 30 s are 10,000 samples a second.
        expect(sizeOf(fleet)).to.deep.equal({
            receiver: "prometheus",
            series: 300_000,
            samplesPerSecond: 10_000,
            bytesPerSecond: 300_000,
            gatewayCores: 0.0035,
            // 864,000 s at two bytes a sample are 17.28 GB, which are four fifths of the volume.
            global: { cores: 0.1, memoryBytes: 2 ** 30 + 300_000 * 4096, volumeBytes: 21_600_000_000 },
            edge: {
                samplesPerSecond: 1000,
                bytesPerSecond: 30_000,
                shards: 1,
                cores: 0.02,
                memoryBytes: 128 * 2 ** 20 + 30_000 * 3072,
                // A day of 1,000 samples a second at eight bytes, and three segments.
                volumeBytes: 691_200_000 + 3 * 2 ** 27,
            },
        });
    });

    it("holds the log where samples are kept for a short time", () => {
        // Two bytes for a day, and eight for three hours: 1.728 and 0.864 GB; a fifth of the volume would not hold the log.
        expect(sizeOf({ ...fleet, retentionSeconds: day }).global.volumeBytes).to.equal(1_728_000_000 + 864_000_000);
    });

    it("is that of ingesters where one Prometheus is too small", () => {
        const size = sizeOf({ ...fleet, edges: 200 });
        // Six million series three times, at most two million each.
        expect([size.receiver, size.series, size.ingesters]).to.deep.equal(["thanos", 6_000_000, 9]);
        expect(size.global.memoryBytes).to.equal(2 ** 30 + 2_000_000 * 4096);
        // 66,666.7 samples a second for two days.
        expect(Math.round(size.global.volumeBytes)).to.equal(28_800_000_000);
        expect(size.global.cores).to.be.closeTo((200_000 * costs.thanosCpu) / 1e6 / 9, 1e-9);
        expect(size.bucketBytes).to.equal(200_000 * 3 * 10 * day * 2);
    });

    it("takes the receiver that is asked for, and Thanos with three ingesters at least", () => {
        expect(receiverFor(maxPrometheusSeries)).to.equal("prometheus");
        expect(receiverFor(maxPrometheusSeries + 1)).to.equal("thanos");
        expect(sizeOf({ ...fleet, receiver: "thanos" }).ingesters).to.equal(3);
        expect(sizeOf({ ...fleet, edges: 200, receiver: "prometheus" }).receiver).to.equal("prometheus");
    });

    it("needs shards for twice the rate", () => {
        // 100 ms for 2,000 samples: 20,000 a second by one shard.
        const shards = (seriesPerEdge: number) => sizeOf({ ...fleet, seriesPerEdge }).edge.shards;
        expect([shards(300_000), shards(300_001), shards(3_000_000)]).to.deep.equal([1, 2, 10]);
    });

    it("has the volume's part for samples that the components have", () => {
        const { global, samplesPerSecond } = sizeOf(fleet);
        expect(global.volumeBytes * retentionShare).to.equal(samplesPerSecond * fleet.retentionSeconds * costs.storedBytes);
    });
});
