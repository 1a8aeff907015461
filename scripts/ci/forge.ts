import { marker } from "./comment";

/** A comment of a pull request or merge request. */
interface Comment {
    id: number;
    body: string;
    /** Whether it may be this project's: a person's is not changed, though it quotes ours. */
    isBots: boolean;
}

/** Where comments are: GitHub, or GitLab. */
export interface Forge {
    /** URL of the comments of one request. */
    comments: string;
    headers: Record<string, string>;
    /** URL of one comment. */
    commentUrl(id: number): string;
    update: "PATCH" | "PUT";
    read(answer: any): Comment;
}

const required = (env: NodeJS.ProcessEnv, name: string): string => {
    const value = env[name];
    if (!value) {
        throw new Error(`The environment variable ${name} is not set, which says where the comment goes; see docs/ci.md`);
    }
    return value;
};

/**
 * The forge that the environment names.
 * @throws Error of a variable that is missing.
 */
export function forgeOf(env: NodeJS.ProcessEnv): Forge {
    if (env.CI_MERGE_REQUEST_IID) {
        const comments = `${required(env, "CI_API_V4_URL")}/projects/${required(env, "CI_PROJECT_ID")}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
        return {
            comments,
            headers: { "PRIVATE-TOKEN": required(env, "GITLAB_TOKEN") },
            commentUrl: (id) => `${comments}/${id}`,
            update: "PUT",
            // GitLab does not say who is a bot.
            read: ({ id, body }) => ({ id, body, isBots: true }),
        };
    }
    const repository = `${env.GITHUB_API_URL ?? "https://api.github.com"}/repos/${required(env, "GITHUB_REPOSITORY")}`;
    return {
        comments: `${repository}/issues/${required(env, "PULL_REQUEST")}/comments`,
        headers: { Authorization: `Bearer ${required(env, "GITHUB_TOKEN")}`, Accept: "application/vnd.github+json" },
        commentUrl: (id) => `${repository}/issues/comments/${id}`,
        update: "PATCH",
        read: ({ id, body, user }) => ({ id, body: body ?? "", isBots: user?.type === "Bot" }),
    };
}

async function request(forge: Forge, method: string, url: string, body?: string): Promise<any> {
    const response = await fetch(url, {
        method,
        headers: { ...forge.headers, "Content-Type": "application/json", "User-Agent": "multicluster-prometheus" },
        body: body === undefined ? undefined : JSON.stringify({ body }),
    });
    if (!response.ok) {
        throw new Error(`${method} ${url} was answered with ${response.status}: ${(await response.text()).slice(0, 200)}`);
    }
    return response.json();
}

const pageSize = 100;

async function ours(forge: Forge): Promise<Comment | undefined> {
    for (let page = 1; ; page++) {
        const answers: any[] = await request(forge, "GET", `${forge.comments}?per_page=${pageSize}&page=${page}`);
        const found = answers.map(forge.read).find(({ body, isBots }) => isBots && body.startsWith(marker));
        if (found !== undefined || answers.length < pageSize) {
            return found;
        }
    }
}

/** Makes the comment, or replaces the text of the one that is there. */
export async function post(forge: Forge, body: string): Promise<"made" | "updated"> {
    const old = await ours(forge);
    await (old === undefined ? request(forge, "POST", forge.comments, body) : request(forge, forge.update, forge.commentUrl(old.id), body));
    return old === undefined ? "made" : "updated";
}
