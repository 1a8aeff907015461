import { Screen } from "../shared/screen";
import { Operation } from "./options";
import { outcomeText } from "./report";
import { Outcome, Progress } from "./run";

const verbs: Record<Operation, string> = { preview: "previewing", up: "updating", refresh: "refreshing", destroy: "destroying" };
const quietMs = 15_000;
const marks: Record<Outcome["status"], string> = { changed: "✓", unchanged: "✓", failed: "✗", interrupted: "✗", "not begun": "-", waits: "-" };

const time = (ms: number) => `${Math.round(ms / 1000)} s`;

/** The line of a stack that has ended. */
function endLine(operation: Operation, outcome: Outcome): string {
    const why = outcome.status === "failed" ? `: ${(outcome.reason ?? "").split("\n")[0]}` : "";
    return `${marks[outcome.status]} ${outcome.stack}: ${outcomeText(operation, outcome)}${why}${outcome.seconds > 0 ? ` (${time(outcome.seconds * 1000)})` : ""}\n`;
}

/** Progress that may say something beside, until it is closed. */
export interface ShownProgress extends Progress {
    note(text: string): void;
    close(): void;
}

/** Lines, for logs: one when a stack begins, one when it ends, and what goes on now and then. */
function plainProgress(screen: Screen, operation: Operation, now: () => number): ShownProgress {
    const running = new Map<string, { start: number; last: number }>();
    return {
        begin(stack) {
            running.set(stack, { start: now(), last: now() });
            screen.write(`  ${stack}: ${verbs[operation]}\n`);
        },
        detail(stack, text) {
            const times = running.get(stack);
            if (times !== undefined && text !== "" && now() - times.last >= quietMs) {
                times.last = now();
                screen.write(`  ${stack} (${time(now() - times.start)}): ${text}\n`);
            }
        },
        end: (outcome) => void screen.write(endLine(operation, outcome)),
        note: (text) => void screen.write(`${text}\n`),
        close: () => undefined,
    };
}

/** Rows, for a terminal: those of the stacks that run stand last, and are drawn again and again. */
function liveProgress(screen: Screen, operation: Operation, total: number, now: () => number): ShownProgress {
    const running = new Map<string, { start: number; text: string }>();
    let ended = 0;
    let drawn = 0;
    const erase = () => (drawn === 0 ? "" : `\x1b[${drawn}A\x1b[J`);
    const draw = (above = "") => {
        const rows = [...running].map(([stack, { start, text }]) => `  ${stack} (${time(now() - start)}): ${text || verbs[operation]}`);
        const lines = running.size === 0 ? [] : [...rows, `  ${ended} of ${total}`];
        // A row that wraps would take two, and one of them stay.
        const cut = lines.map((line) => `${line.slice(0, (screen.columns || 80) - 1)}\n`);
        screen.write(erase() + above + cut.join(""));
        drawn = lines.length;
    };
    const timer = setInterval(draw, 200);
    return {
        begin(stack) {
            running.set(stack, { start: now(), text: "" });
            draw();
        },
        detail(stack, text) {
            const row = running.get(stack);
            if (row !== undefined) {
                row.text = text;
            }
        },
        end(outcome) {
            running.delete(outcome.stack);
            ended++;
            draw(endLine(operation, outcome));
        },
        note: (text) => draw(`${text}\n`),
        close: () => clearInterval(timer),
    };
}

/** Shows what goes on: rows that move in a terminal, lines elsewhere. */
export function showProgress(screen: Screen, operation: Operation, total: number, now: () => number = Date.now): ShownProgress {
    return screen.isTTY ? liveProgress(screen, operation, total, now) : plainProgress(screen, operation, now);
}
