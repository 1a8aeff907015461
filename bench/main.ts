import { readFileSync, writeFileSync } from "fs";
import { join } from "path";
import { formatTable } from "../cli/table";
import { isOnPath } from "../test/support/helm";
import { Benchmark, Findings, RunOptions } from "./benchmark";
import { benchmarks } from "./benchmarks";
import { benchmarkText, withBenchmark } from "./document";
import { parseOptions } from "./options";
import { conditions } from "./support/conditions";

const document = join(__dirname, "..", "docs", "performance.md");

const usage = `npm run bench -- [NAME…] [--rounds N] [--quick] [--json]

${benchmarks.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join("\n")}

Runs the named ones, else all that this machine allows, and writes their figures into docs/performance.md.
  --rounds N   how often each comparison is made, in place of each benchmark's own count
  --quick      one round of smaller measurements, for a look: nothing is written
  --json       the figures of each round, as JSON, on standard output`;

/** Why a benchmark cannot run here. */
function reasonAgainst({ programs, missing }: Benchmark): string | undefined {
    const absent = programs.filter((program) => !isOnPath(program));
    return process.platform !== "linux" ? "it reads /proc of Linux" : absent.length > 0 ? `${absent.join(", ")} not on PATH` : missing?.();
}

async function runOne(benchmark: Benchmark, options: RunOptions): Promise<Findings & { conditions: string }> {
    const sentence = conditions(benchmark.programs, options.rounds);
    const findings = await benchmark.run(options);
    if (!options.quick) {
        writeFileSync(document, withBenchmark(readFileSync(document, "utf8"), benchmark.name, benchmarkText(sentence, findings.tables)));
    }
    return { conditions: sentence, ...findings };
}

function lines(found: Findings & { conditions: string }): string {
    return [found.conditions, ...found.tables.flatMap(({ text, columns, rows }) => ["", text, ...formatTable([columns, ...rows], [])]), ""].join("\n");
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => process.exit(130));
}

async function main(): Promise<void> {
    const { names, rounds, quick, json, help } = parseOptions(process.argv.slice(2), benchmarks.map(({ name }) => name));
    if (help) {
        return console.log(usage);
    }
    const tell = (line: string) => console.error(line);
    const results: Record<string, unknown> = {};
    for (const benchmark of benchmarks.filter(({ name }) => names.length === 0 || names.includes(name))) {
        const { name } = benchmark;
        const skipped = reasonAgainst(benchmark);
        if (skipped !== undefined) {
            tell(`${name}: skipped, ${skipped}`);
            results[name] = { skipped };
            continue;
        }
        const start = Date.now();
        tell(`${name}: ${benchmark.summary}`);
        try {
            const found = await runOne(benchmark, { rounds: rounds ?? (quick ? 1 : benchmark.rounds), quick, tell: (line) => tell(`  ${line}`) });
            results[name] = found;
            if (!json) {
                console.log(lines(found));
            }
        } catch (error) {
            // The others may be right.
            process.exitCode = 1;
            results[name] = { failed: (error as Error).message };
            tell(`${name}: failed, ${(error as Error).message}`);
        }
        tell(`${name}: ${Math.round((Date.now() - start) / 1000)} s`);
    }
    if (json) {
        console.log(JSON.stringify(results, null, 2));
    }
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
