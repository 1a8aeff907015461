import { expect } from "chai";
import { Labels, snappy, writeRequest } from "../support/remoteWrite";
import { snappyBomb } from "./bomb";
import { Pair } from "./pair";
import { restarts } from "./pods";
import { request, writePath } from "./request";

const mebibyte = 2 ** 20;

/** What the gateway itself serves, at another port. */
const ownPaths = ["/metrics", "/-/reload", "/flags", "/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/cmdline", "/health", "/"];

/** What the receiver serves beside the write path. */
const receiverPaths = [
    "/api/v1/query?query=up", "/api/v1/query_range?query=up&start=0&end=1&step=1", "/api/v1/labels", "/api/v1/status/config",
    "/api/v1/admin/tsdb/delete_series?match[]=up", "/api/v1/admin/tsdb/snapshot", "/api/v1/read", "/api/v1/otlp/v1/metrics",
    "/-/quit", "/-/reload", "/-/healthy", "/metrics", "/federate?match[]=up", "/graph", "/debug/pprof/",
];

/** The same in disguise. */
const disguisedPaths = [
    `${writePath}/../query?query=up`, `${writePath}/%2e%2e/query?query=up`, `${writePath}%2f..%2fquery?query=up`, `${writePath}/..%2f..%2f..%2f-%2fquit`,
    `${writePath}/../../../-/quit`, "//-/quit", "/-//quit", "/%2d/quit", "/-%2fquit", "/%2d%2fquit", "//api/v1/query?query=up", "/api//v1/query?query=up",
    "/api%2fv1%2fquery?query=up", "//metrics", "/%6detrics", `${writePath}/`, `${writePath}//`, `${writePath};/../query`, `${writePath}%00`, `${writePath}%3fquery`,
];

/** Forms of the write path: each may write, and do nothing else. */
const writePathForms = [
    "//api/v1/write", "/api//v1/write", "/api/v1//write", "/api/v1/./write", "/api/v1/query/../write", "/api%2Fv1%2Fwrite", "/api/v1%2fwrite", "/api/v1/%77rite",
];

const written: Labels = [["__name__", "e2e_written"], ["cluster", "paris"]];
const isRefusal = (status: number | undefined) => status !== undefined && status >= 400 && status < 500;

export function attackSteps(pair: () => Pair): void {
    let paris: string;
    let tokyo: string;
    let restartsBefore: Record<string, number>;

    /** Sends each path with each method, and returns those that are not refused. */
    async function passed(paths: string[], methods: string[], credential?: string): Promise<string[]> {
        const through: string[] = [];
        for (const path of paths) {
            for (const method of methods) {
                const { status } = await request(pair().url, { method, path, credential, body: snappy(writeRequest(written, 2)) });
                if (!isRefusal(status)) {
                    through.push(`${method} ${path}: ${status}`);
                }
            }
        }
        return through;
    }

    before(async () => {
        ({ paris, tokyo } = await pair().credentials());
        restartsBefore = await restarts(pair().found.global);
    });

    it("takes a sample from an edge that gives its credential", async () => {
        expect(await pair().write(paris, written)).to.equal(pair().taken);
        expect((await pair().query("e2e_written")).map(({ metric, value }) => [metric.cluster, value[1]])).to.deep.equal([["paris", "1"]]);
    });

    it("answers 401 to whoever gives none, or a wrong one", async () => {
        const [parisPassword, tokyoPassword] = [paris, tokyo].map((credential) => credential.split(":")[1]);
        const wrong = ["paris:", ":", `:${parisPassword}`, "paris:wrong", `paris:${parisPassword}x`, `paris:${tokyoPassword}`, `tokyo:${parisPassword}`];
        for (const credential of [undefined, ...wrong, `global:${parisPassword}`, `PARIS:${parisPassword}`]) {
            const { status } = await request(pair().url, { credential, body: snappy(writeRequest(written, 2)) });
            expect(status, String(credential?.split(":")[0])).to.equal(401);
        }
    });

    it("shows nothing of its own on the port that edges reach", async () => {
        for (const credential of [undefined, paris]) {
            expect(await passed(ownPaths, ["GET", "POST"], credential)).to.deep.equal([]);
        }
    });

    it("lets an edge do nothing but write", async () => {
        expect(await passed(receiverPaths, ["GET", "POST", "PUT", "DELETE"], paris)).to.deep.equal([]);
        expect(await passed(disguisedPaths, ["GET", "POST"], paris)).to.deep.equal([]);
        expect(await passed([...receiverPaths, ...disguisedPaths, writePath], ["GET", "POST"]), "as nobody").to.deep.equal([]);
        // OPTIONS is answered with a 204, and does nothing.
        expect(await passed([writePath, ...writePathForms], ["GET", "PUT", "DELETE", "PATCH", "HEAD"], paris)).to.deep.equal([]);
        for (const path of writePathForms) {
            const { status, text } = await request(pair().url, { path, credential: paris, body: snappy(writeRequest(written, 1)) });
            expect(status === pair().taken || isRefusal(status), `${path}: ${status}`).to.equal(true);
            expect(text, path).not.to.contain("status\":\"success");
        }
    });

    it("refuses bodies that are none, or too large packed or unpacked", async () => {
        const bodies = {
            empty: Buffer.alloc(0),
            garbage: Buffer.from("garbage"),
            "no protobuf": snappy(Buffer.from("not protobuf")),
            "a length that is not there": snappy(writeRequest(written, 2), 2 ** 32 - 1),
            "33 MiB of zeros": snappyBomb(33 * mebibyte),
        };
        for (const [what, body] of Object.entries(bodies)) {
            const { status } = await request(pair().url, { credential: paris, body });
            expect(isRefusal(status), `${what}, ${body.length} bytes: ${status}`).to.equal(true);
        }
        // The receiver answers before it has read them, and hangs up: which of the two the gateway sees first is chance.
        for (const body of [snappyBomb(1024 * mebibyte), Buffer.alloc(40 * mebibyte)]) {
            const { status } = await request(pair().url, { credential: paris, body });
            expect([413, 400, 503, undefined], `${body.length} bytes`).to.include(status);
        }
    });

    it("has kept the receiver up, and has written nothing of all that", async () => {
        expect(await restarts(pair().found.global)).to.deep.equal(restartsBefore);
        expect(await pair().write(paris, written)).to.equal(pair().taken);
        const values = await pair().query("max_over_time(e2e_written[10m])");
        expect(values.map(({ value }) => value[1])).to.deep.equal(["1"]);
    });
}
