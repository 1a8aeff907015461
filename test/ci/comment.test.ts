import { expect } from "chai";
import { comment, marker } from "../../scripts/ci/comment";
import { fenced, firstLines, lastLines, shares } from "../../scripts/ci/markdown";
import { Result } from "../../scripts/ci/result";

const preview = "Previewing update (edge):\n +  Release edge create\n\nResources:\n    + 12 to create\n    3 unchanged";
const results: Result[] = [
    { stack: "edge", look: "manifests", outcome: "changed", text: "**2 objects change.**" },
    { stack: "edge", look: "preview", outcome: "passed", text: preview },
    { stack: "global", look: "manifests", outcome: "unchanged", text: "No object changes." },
    { stack: "global", look: "preview", outcome: "failed", text: "error: no cluster" },
];

describe("the comment of previews", () => {
    it("has a table of all stacks, and what was seen of each", () => {
        expect(comment(results)).to.equal(`${marker}

## Previews

| Stack | pulumi preview | Manifests |
|---|---|---|
| \`edge\` | passed: + 12 to create, 3 unchanged | changed |
| \`global\` | ❌ failed | unchanged |

### \`edge\`

**2 objects change.**

<details><summary>pulumi preview: passed</summary>

\`\`\`
${preview}
\`\`\`

</details>

### \`global\`

No object changes.

<details><summary>pulumi preview: failed</summary>

\`\`\`
error: no cluster
\`\`\`

</details>
`);
    });

    it("says where no preview was run, as for a fork", () => {
        expect(comment([results[0]])).to.contain("| `edge` | not run | changed |");
    });

    it("says how many policies a preview violates", () => {
        const text = "Policies:\n    - [mandatory]  persistent-storage\n    - [advisory]  memory-limits\n    - [mandatory]  chart-pinned\n";
        expect(comment([{ ...results[3], text }])).to.contain("| `global` | ❌ failed: policies violated: 2 | not run |");
    });

    it("shows why the manifests could not be compared", () => {
        expect(comment([{ ...results[0], outcome: "failed", text: "helm is not on PATH" }])).to.contain(
            "<details><summary>Manifests: failed</summary>\n\n```\nhelm is not on PATH\n```",
        );
    });

    it("stays under the limit of a comment with twenty stacks of long texts, and keeps each stack's line", () => {
        const long = Array.from({ length: 20 }, (_, i): Result[] => [
            { stack: `edge-${i}`, look: "manifests", outcome: "changed", text: "```diff\n" + "+ a line of the diff\n".repeat(2000) + "```" },
            { stack: `edge-${i}`, look: "preview", outcome: "failed", text: "a line of the preview\n".repeat(2000) + "error: the last line" },
        ]).flat();
        const text = comment(long);
        expect(text.length).to.be.within(55_000, 65_536);
        expect(text.match(/^\| `edge-\d+` \|/gm)).to.have.length(20);
        expect(text.match(/^error: the last line$/gm)).to.have.length(20);
        expect(text.match(/^… \d+ more lines: see the run$/gm)).to.have.length(40);
        expect(text.match(/^```/gm)).to.have.length(80);
    });
});

describe("Markdown that is cut", () => {
    it("keeps the first lines, and closes what is open", () => {
        const markdown = "<details><summary>a</summary>\n\n````diff\n```\n+ b\n+ c\n````\n\n</details>\nend";
        expect(firstLines(markdown, 1000)).to.equal(markdown);
        expect(firstLines(markdown, 50)).to.equal("<details><summary>a</summary>\n\n````diff\n```\n+ b\n````\n\n</details>\n\n… 5 more lines: see the run");
        expect(firstLines("a\nb", 2)).to.equal("a\n\n… 1 more lines: see the run");
    });

    it("keeps the last lines of what a program printed", () => {
        expect(lastLines("a\nb\nc", 100)).to.equal("a\nb\nc");
        expect(lastLines("a\nb\nc", 4)).to.equal("… 1 more lines: see the run\nb\nc");
    });

    it("gives what short texts leave to long ones", () => {
        expect(shares([10, 500, 20, 300], 330)).to.deep.equal([10, 150, 20, 150]);
        expect(shares([10, 20], 1000)).to.deep.equal([10, 20]);
        expect(shares([], 10)).to.deep.equal([]);
    });

    it("is in a block that it does not end itself", () => {
        expect(fenced("a ```` b")).to.equal("`````\na ```` b\n`````");
    });
});
