import { expect } from "chai";
import { formatByteSize, formatDuration, isByteSize, parseByteSize, parseDuration, parseQuantity } from "../components/units";

describe("units", () => {
    it("reads Prometheus durations", () => {
        expect(parseDuration("30s")).to.equal(30);
        expect(parseDuration("1d12h")).to.equal(129600);
        expect(parseDuration("1y2w3d4h5m6s7ms")).to.equal(31536000 + 1209600 + 259200 + 14400 + 300 + 6 + 0.007);
        expect(parseDuration("0s")).to.equal(0);
    });

    it("takes nothing else for a duration", () => {
        for (const text of ["", "30", "30 s", "1.5h", "5m1h", "-1h", "h", "30S"]) {
            expect(parseDuration(text), text).to.equal(undefined);
        }
    });

    it("writes durations in hours, minutes and seconds", () => {
        expect(formatDuration(57600)).to.equal("16h");
        expect(formatDuration(5400)).to.equal("1h30m");
        expect(formatDuration(61)).to.equal("1m1s");
        expect(formatDuration(0)).to.equal("0s");
    });

    it("reads Kubernetes quantities", () => {
        expect(parseQuantity("50Gi")).to.equal(50 * 2 ** 30);
        expect(parseQuantity("1.5G")).to.equal(1.5e9);
        expect(parseQuantity("100")).to.equal(100);
        for (const text of ["", "Gi", "50GB", "50 Gi", "-1Gi", "fifty"]) {
            expect(parseQuantity(text), text).to.equal(undefined);
        }
    });

    it("writes sizes as the operator reads them", () => {
        expect(formatByteSize(40 * 2 ** 30)).to.equal("40GiB");
        expect(formatByteSize(5.6 * 2 ** 30)).to.equal("5734MiB");
        expect(formatByteSize(500)).to.equal("500B");
        for (const size of ["40GiB", "5734MiB", "512MB", "0", "1.5TB", "10B"]) {
            expect(isByteSize(size), size).to.equal(true);
        }
        for (const size of ["40Gi", "40", "GiB", "40 GiB", "-1GB"]) {
            expect(isByteSize(size), size).to.equal(false);
        }
    });

    it("reads such sizes as Prometheus does, in powers of two", () => {
        expect(parseByteSize("40GiB")).to.equal(40 * 2 ** 30);
        expect(parseByteSize("40GB")).to.equal(40 * 2 ** 30);
        expect(parseByteSize("1.5TB")).to.equal(1.5 * 2 ** 40);
        expect(parseByteSize("512B")).to.equal(512);
        expect(parseByteSize("0")).to.equal(0);
        for (const text of ["40Gi", "40", "", "undefined"]) {
            expect(parseByteSize(text), text).to.equal(undefined);
        }
    });
});
