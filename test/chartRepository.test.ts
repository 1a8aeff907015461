import { expect } from "chai";
import { createServer, Server } from "http";
import { AddressInfo } from "net";
import { unreadable } from "../chartRepository";
import { errorOf, runProgram } from "./support/program";
import { RecordingMocks } from "./support/recordingMocks";

// Nobody listens there.
const closed = "http://127.0.0.1:2";

describe("a chart's repository", () => {
    let server: Server;
    let url: string;
    const asked: string[] = [];

    before(async () => {
        server = createServer(({ url: path = "" }, response) => {
            asked.push(path);
            response.writeHead(path === "/charts/index.yaml" ? 200 : path === "/locked/index.yaml" ? 401 : 404).end("entries: {}");
        });
        await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
        url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => server.close());
    afterEach(() => delete process.env.HTTP_PROXY);

    it("is readable where its index is there", async () => {
        expect(await unreadable(`${url}/charts`)).to.equal(undefined);
        expect(await unreadable(`${url}/charts/`)).to.equal(undefined);
        expect(asked).to.deep.equal(["/charts/index.yaml", "/charts/index.yaml"]);
    });

    it("is not where there is no index, and where nobody listens", async () => {
        expect(await unreadable(url)).to.equal("it has no index.yaml (404)");
        expect(await unreadable(closed)).to.equal("ECONNREFUSED");
    });

    it("is left to the provider where only that can tell", async () => {
        expect(await unreadable(`${url}/locked`)).to.equal(undefined);
        process.env.HTTP_PROXY = url;
        expect(await unreadable(closed)).to.equal(undefined);
    });

    it("ends a preview where it cannot be read, with the commands that mend it", async () => {
        const mocks = new RecordingMocks();
        mocks.isPreview = true;
        const { message } = await errorOf(runProgram(mocks, "test", { role: "global", chartRepository: closed }));
        expect(message).to.equal(
            'The configuration of stack "test" has a problem:\n' +
                `  chartRepository "${closed}" cannot be read: ECONNREFUSED; where this machine does not reach it, name a chart's archive, or an oci:// reference: ` +
                "pulumi config set chart ./kube-prometheus-stack-88.5.3.tgz\n" +
                "    pulumi config set chartRepository https://prometheus-community.github.io/helm-charts",
        );
    });

    it("is asked for at previews only, and not for a chart that is a path or in a registry", async () => {
        await runProgram(new RecordingMocks(), "test", { role: "global", chartRepository: closed });
        const mocks = new RecordingMocks();
        mocks.isPreview = true;
        await runProgram(mocks, "test", { role: "global", chart: "oci://registry.invalid/kube-prometheus-stack" });
    });
});
