import { expect } from "chai";
import { createServer, IncomingMessage, Server, ServerResponse } from "http";
import { AddressInfo } from "net";
import { CannotTell } from "../../../cli/errors";
import { Prometheus, Unreachable } from "../../../cli/doctor/prometheus";

describe("the doctor's questions to Prometheus", () => {
    let server: Server;
    let answer: (request: IncomingMessage, response: ServerResponse) => void;
    let url: URL;
    const requests: IncomingMessage[] = [];
    const json = (body: object, status = 200) => (_: IncomingMessage, response: ServerResponse) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const text = (body: string, status: number, type = "text/html; charset=utf-8") => (_: IncomingMessage, response: ServerResponse) =>
        response.writeHead(status, { "content-type": type }).end(body);
    const refusal = async (work: Promise<unknown>) => {
        const error = await work.then(() => expect.fail("no error where one was expected"), (reason: Error) => reason);
        expect(error).to.be.instanceOf(CannotTell);
        return error.message.replaceAll(url.origin, "URL");
    };

    before((done) => {
        server = createServer((request, response) => {
            requests.push(request);
            answer(request, response);
        }).listen(0, "127.0.0.1", () => {
            url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
            done();
        });
    });
    beforeEach(() => requests.splice(0));
    after(() => {
        server.closeAllConnections();
        server.close();
    });

    it("are instant queries, of now or of a time", async () => {
        answer = json({ status: "success", data: { resultType: "vector", result: [{ metric: { cluster: "paris" }, value: [1, "12.5"] }] } });
        const prometheus = new Prometheus(new URL("/base/", url));
        expect(await prometheus.query("a + b")).to.deep.equal([{ labels: { cluster: "paris" }, value: 12.5 }]);
        await prometheus.query("up", 1700000000.5);
        expect(requests.map((request) => request.url)).to.deep.equal(["/base/api/v1/query?query=a+%2B+b", "/base/api/v1/query?query=up&time=1700000000.5"]);
        answer = json({ status: "success", data: { resultType: "scalar", result: [1, "1700000000.5"] } });
        expect(await prometheus.query("time()")).to.deep.equal([{ labels: {}, value: 1700000000.5 }]);
    });

    it("carry the credentials of the URL, else those that are given, and show neither", async () => {
        answer = json({ status: "success", data: ["paris"] });
        const own = new URL(url);
        own.username = "user";
        own.password = "p@ss/word";
        const prometheus = new Prometheus(own, "Bearer other");
        await prometheus.labelValues("cluster");
        expect(prometheus.url).to.equal(url.origin);
        await new Prometheus(url, "Bearer a-token").labelValues("cluster");
        await new Prometheus(url).labelValues("cluster");
        const basic = `Basic ${Buffer.from("user:p@ss/word").toString("base64")}`;
        expect(requests.map(({ headers }) => headers.authorization)).to.deep.equal([basic, "Bearer a-token", undefined]);
    });

    it("end in what to do where credentials are missing or wrong", async () => {
        const advice = 'give them in the URL as https://USER:PASSWORD@HOST, or set PROMETHEUS_AUTHORIZATION to the whole header, such as "Bearer TOKEN"';
        answer = text("Unauthorized", 401);
        expect(await refusal(new Prometheus(url).query("up"))).to.equal(`Prometheus at URL asks for credentials (401): ${advice}`);
        answer = text("Forbidden", 403);
        expect(await refusal(new Prometheus(url, "Bearer a-token").query("up"))).to.equal(`Prometheus at URL refuses the credentials (403): ${advice}`);
    });

    it("end in what to do where it is not Prometheus that answers", async () => {
        const advice = "give Prometheus' own URL, such as http://localhost:9090";
        answer = text("<html>Log in</html>", 200);
        expect(await refusal(new Prometheus(url).query("up"))).to.equal(`URL does not answer as Prometheus does (200, text/html): ${advice}`);
        answer = json({ message: "hello" }, 404);
        expect(await refusal(new Prometheus(url).query("up"))).to.equal(`URL does not answer as Prometheus does (404, application/json): ${advice}`);
    });

    it("end in its own words where it could not answer", async () => {
        answer = json({ status: "error", error: "query timed out" }, 503);
        expect(await refusal(new Prometheus(url).query("up"))).to.equal("Prometheus at URL could not answer up: query timed out");
        answer = json({ status: "error", error: "unavailable with Prometheus Agent" }, 422);
        expect(await refusal(new Prometheus(url).query("up"))).to.equal("The Prometheus at URL is an agent, which keeps no samples: name the global one");
    });

    it("end in what to do where nobody answers", async () => {
        answer = () => undefined;
        const slow = new Prometheus(url, undefined, 100).query("up");
        expect(await refusal(slow)).to.equal("Prometheus cannot be reached at URL (no answer in 0.1 s): is the URL right, and reachable from here?");
        answer = (request) => request.socket.destroy();
        const gone = new Prometheus(url).query("up");
        expect(await gone.catch((error: Error) => error)).to.be.instanceOf(Unreachable);
        const nowhere = new Prometheus(new URL("http://nowhere.invalid")).query("up");
        expect(await refusal(nowhere)).to.match(/^Prometheus cannot be reached at http:\/\/nowhere\.invalid \((ENOTFOUND|EAI_AGAIN)\)/);
    });

    it("know flags and configuration of what is only like Prometheus to be missing", async () => {
        answer = text("404 page not found", 404, "text/plain");
        expect(await new Prometheus(url).flags()).to.deep.equal({});
        expect(await new Prometheus(url).configuration()).to.equal("");
        answer = json({ status: "success", data: { yaml: "global: {}" } });
        expect(await new Prometheus(url).configuration()).to.equal("global: {}");
    });
});
