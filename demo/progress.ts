import { Screen } from "../cli/shared/screen";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const quietMs = 15_000;

/** Shows what goes on: one line that moves in a terminal, a line now and then elsewhere. */
export class Progress {
    constructor(
        private readonly output: Screen,
        private readonly now: () => number = Date.now,
    ) {}

    line(text = ""): void {
        this.output.write(`${text}\n`);
    }

    /** Runs a step, which may tell details on its way, and shows how long it took. */
    async step<T>(title: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T> {
        const start = this.now();
        const elapsed = () => `${Math.round((this.now() - start) / 1000)} s`;
        const show = this.output.isTTY ? this.moving(title, elapsed) : this.quiet(title, elapsed);
        try {
            const result = await work(show.detail);
            show.end("✓");
            return result;
        } catch (error) {
            show.end("✗");
            throw error;
        }
    }

    private moving(title: string, elapsed: () => string) {
        let text = "";
        let frame = 0;
        const draw = () => {
            const line = `${frames[frame++ % frames.length]} ${title} (${elapsed()})${text && `: ${text}`}`;
            this.output.write(`\r\x1b[2K${line.slice(0, (this.output.columns ?? 80) - 1)}`);
        };
        const timer = setInterval(draw, 100);
        draw();
        return {
            detail: (next: string) => {
                text = next;
            },
            end: (mark: string) => {
                clearInterval(timer);
                this.output.write(`\r\x1b[2K${mark} ${title} (${elapsed()})\n`);
            },
        };
    }

    private quiet(title: string, elapsed: () => string) {
        let text = "";
        let last = this.now();
        this.line(`  ${title} ...`);
        return {
            detail: (next: string) => {
                if (next !== text && next !== "" && this.now() - last >= quietMs) {
                    this.line(`  ${title} (${elapsed()}): ${next}`);
                    last = this.now();
                }
                text = next;
            },
            end: (mark: string) => this.line(`${mark} ${title} (${elapsed()})`),
        };
    }
}
