import { readFileSync } from "fs";

/** What a release looks at in package.json. */
export interface Manifest {
    version: string;
    repository?: { url?: string } | string;
}

/** What keeps a tag from being released from a repository, such as `owner/name`; none where nothing does. Outside of a workflow the repository is not known. */
export function releaseProblems(tag: string, manifest: Manifest, changelog: string, repository: string | undefined): string[] {
    const { version } = manifest;
    const url = typeof manifest.repository === "string" ? manifest.repository : manifest.repository?.url;
    return [
        ...(tag === `v${version}` ? [] : [`The tag is ${tag}, and package.json has the version ${version}: set the version, or tag v${version}`]),
        ...(changelog.includes(`\n## ${version}\n`) ? [] : [`CHANGELOG.md has no "## ${version}": rename "## Unreleased" to it`]),
        ...(url?.includes(repository ?? "")
            ? []
            : [
                  `package.json has ${url ? `the repository ${url}` : "no repository: the project has no public address yet"}, and npm proves where a package is from by it: ` +
                      `npm pkg set repository.url=git+https://github.com/${repository ?? "OWNER/NAME"}.git`,
              ]),
    ];
}

// npm run --silent release:check -- "$GITHUB_REF_NAME"
if (require.main === module) {
    const [tag = ""] = process.argv.slice(2);
    const read = (file: string) => readFileSync(file, "utf8");
    const problems = releaseProblems(tag, JSON.parse(read("package.json")), read("CHANGELOG.md"), process.env.GITHUB_REPOSITORY || undefined);
    problems.forEach((problem) => console.error(problem));
    process.exitCode = problems.length > 0 ? 1 : 0;
}
