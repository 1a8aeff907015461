import { expect } from "chai";
import { readFileSync } from "fs";
import { join } from "path";
import { rules } from "../../policy/policies";
import { defaultConfig } from "../../policy/rule";

const read = (...path: string[]) => readFileSync(join(__dirname, "..", "..", ...path), "utf8");

describe("docs/policies.md", () => {
    const document = read("docs", "policies.md");

    it("lists each rule, with its level, its settings and their defaults", () => {
        const listed = [...document.matchAll(/^\| `([a-z-]+)` \| (\w+) \| .* \| (.*?) ?\|$/gm)].map(([, name, level]) => `${name} ${level}`);
        expect(listed).to.deep.equal(rules.map(({ name, enforcementLevel }) => `${name} ${enforcementLevel}`));
        for (const rule of rules) {
            const row = document.split("\n").find((line) => line.startsWith(`| \`${rule.name}\` `));
            for (const [key, value] of Object.entries(defaultConfig(rule))) {
                expect(row, rule.name).to.contain(`\`${key}\`, ${rule.name === "memory-limits" ? "as above" : `\`${JSON.stringify(value)}\``}`);
            }
        }
    });

    it("shows a configuration whose rules and settings are there", () => {
        const configuration: Record<string, unknown> = JSON.parse(/```json\n([\s\S]*?)```/.exec(document)![1]);
        for (const [name, setting] of Object.entries(configuration)) {
            const rule = rules.find((candidate) => candidate.name === name);
            expect(rule, name).not.to.equal(undefined);
            if (typeof setting === "object") {
                expect(Object.keys(defaultConfig(rule!)), name).to.include.members(Object.keys(setting!));
            }
        }
    });

    it("has the pack in one version with the package, which the engine shows", () => {
        expect(JSON.parse(read("policy", "package.json")).version).to.equal(JSON.parse(read("package.json")).version);
    });
});
