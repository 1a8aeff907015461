import { expect } from "chai";
import { createServer, IncomingMessage, Server } from "http";
import { AddressInfo } from "net";
import { marker } from "../../scripts/ci/comment";
import { forgeOf, post } from "../../scripts/ci/forge";
import { errorOf } from "../support/program";

/** A forge's comments, served on this machine, and what was asked of them. */
class FakeForge {
    readonly asked: string[] = [];
    status = 200;
    private readonly server: Server;

    constructor(private readonly comments: object[]) {
        this.server = createServer(async (request, response) => {
            const body = await textOf(request);
            const { authorization, "private-token": token } = request.headers;
            this.asked.push([request.method, request.url, authorization ?? token, body].join(" ").trim());
            const page = Number(new URL(request.url!, "http://localhost").searchParams.get("page") ?? 1);
            response.statusCode = this.status;
            response.end(JSON.stringify(request.method === "GET" ? this.comments.slice((page - 1) * 100, page * 100) : {}));
        });
    }

    async start(): Promise<string> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.server.close();
        this.server.closeAllConnections();
    }
}

async function textOf(request: IncomingMessage): Promise<string> {
    let text = "";
    for await (const chunk of request) {
        text += chunk;
    }
    return text;
}

const bot = { type: "Bot" };
const text = `${marker}\nnew`;
const github = (url: string) => forgeOf({ GITHUB_API_URL: url, GITHUB_REPOSITORY: "owner/name", PULL_REQUEST: "7", GITHUB_TOKEN: "t" });

describe("the comment of a pull request", () => {
    let forge: FakeForge;
    afterEach(() => forge.stop());

    const serve = (comments: object[]) => {
        forge = new FakeForge(comments);
        return forge.start();
    };

    it("is made on GitHub where there is none", async () => {
        const url = await serve([{ id: 1, body: "fine", user: bot }, { id: 2, body: null, user: null }]);
        expect(await post(github(url), text)).to.equal("made");
        expect(forge.asked).to.deep.equal([
            "GET /repos/owner/name/issues/7/comments?per_page=100&page=1 Bearer t",
            `POST /repos/owner/name/issues/7/comments Bearer t ${JSON.stringify({ body: text })}`,
        ]);
    });

    it("is updated in place, also where it is the hundred and first", async () => {
        const others = Array.from({ length: 100 }, (_, i) => ({ id: i, body: "x", user: bot }));
        const url = await serve([...others, { id: 500, body: `${marker}\nold`, user: bot }]);
        expect(await post(github(url), text)).to.equal("updated");
        expect(forge.asked.slice(1)).to.deep.equal([
            "GET /repos/owner/name/issues/7/comments?per_page=100&page=2 Bearer t",
            `PATCH /repos/owner/name/issues/comments/500 Bearer t ${JSON.stringify({ body: text })}`,
        ]);
    });

    it("is not a person's, who quotes it", async () => {
        const url = await serve([{ id: 1, body: `${marker} I copied this`, user: { type: "User" } }, { id: 2, body: `> ${marker}`, user: bot }]);
        expect(await post(github(url), text)).to.equal("made");
    });

    it("is made and updated on GitLab", async () => {
        const url = await serve([{ id: 3, body: `${marker}\nold` }]);
        const env = { CI_API_V4_URL: `${url}/api/v4`, CI_PROJECT_ID: "12", CI_MERGE_REQUEST_IID: "7", GITLAB_TOKEN: "t" };
        expect(await post(forgeOf(env), text)).to.equal("updated");
        expect(forge.asked).to.deep.equal([
            "GET /api/v4/projects/12/merge_requests/7/notes?per_page=100&page=1 t",
            `PUT /api/v4/projects/12/merge_requests/7/notes/3 t ${JSON.stringify({ body: text })}`,
        ]);
    });

    it("fails with the forge's answer, without the token", async () => {
        const url = await serve([]);
        forge.status = 403;
        const { message } = await errorOf(post(github(url), text));
        expect(message).to.equal(`GET ${url}/repos/owner/name/issues/7/comments?per_page=100&page=1 was answered with 403: []`);
    });

    it("names the variable that is missing", async () => {
        await serve([]);
        expect(() => forgeOf({ GITHUB_REPOSITORY: "owner/name", PULL_REQUEST: "7" })).to.throw(
            "The environment variable GITHUB_TOKEN is not set, which says where the comment goes; see docs/ci.md",
        );
        expect(() => forgeOf({})).to.throw("GITHUB_REPOSITORY");
    });
});
