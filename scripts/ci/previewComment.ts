import { parseArgs } from "util";
import { comment } from "./comment";
import { forgeOf, post } from "./forge";
import { kept } from "./result";
import { runScript } from "./runScript";

const usage = `npm run preview:comment -- [--from FOLDER] [--post]

Prints one comment, in Markdown, of what npm run preview:stacks found.

  --from FOLDER   Where the results are. Else previews.
  --post          Makes the comment of the pull request, or updates the one that is there, besides: on GitHub with GITHUB_REPOSITORY,
                  PULL_REQUEST and GITHUB_TOKEN, on GitLab with its own variables of merge requests and GITLAB_TOKEN.`;

async function main(): Promise<number> {
    const options = { from: { type: "string", default: "previews" }, post: { type: "boolean" }, help: { type: "boolean" } } as const;
    const { from, post: isToPost, help } = parseArgs({ options }).values;
    if (help) {
        console.log(usage);
        return 0;
    }
    const text = comment(kept(from));
    process.stdout.write(text);
    if (isToPost) {
        console.error(`The comment is ${await post(forgeOf(process.env), text)}.`);
    }
    return 0;
}

runScript(main);
