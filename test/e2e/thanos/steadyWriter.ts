import { request } from "../gateway/request";
import { Labels, snappy, writeRequest } from "../support/remoteWrite";
import { seconds } from "../support/until";

/** Writes a sample of each second, as an agent does: all that wait in one request, and again what is not taken for now. */
export class SteadyWriter {
    /** Unix times in seconds of the samples that were taken. */
    readonly taken: number[] = [];
    /** Statuses of the answers that were none of success, by how often they came; 0 where there was no answer. */
    readonly refusals = new Map<number, number>();
    /** Seconds that the sample which waited longest was late. */
    longestDelay = 0;
    private readonly waiting: number[] = [];
    private readonly timer: NodeJS.Timeout;
    private last = Math.floor(Date.now() / 1000);
    private readonly done: Promise<void>;
    private ended = false;

    constructor(
        private readonly url: string,
        private readonly credential: string,
        private readonly labels: Labels,
    ) {
        // A timer that comes late makes up for it.
        this.timer = setInterval(() => {
            for (; this.last < Math.floor(Date.now() / 1000); this.waiting.push(++this.last));
        }, 100);
        this.done = this.send();
    }

    private async send(): Promise<void> {
        while (!this.ended || this.waiting.length > 0) {
            const times = [...this.waiting];
            const status = times.length === 0 ? undefined : await this.sendAll(times);
            if (status === undefined) {
                await seconds(0.1);
            } else if (status === 429 || status >= 500 || status === 0) {
                this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
                await seconds(0.2);
            } else if (status >= 300) {
                throw new Error(`samples of the writer were refused for good: ${status}`);
            } else {
                this.waiting.splice(0, times.length);
                this.taken.push(...times);
                this.longestDelay = Math.max(this.longestDelay, Date.now() / 1000 - times[0]);
            }
        }
    }

    private async sendAll(times: number[]): Promise<number> {
        const body = snappy(Buffer.concat(times.map((time) => writeRequest(this.labels, time, time * 1000))));
        return (await request(this.url, { credential: this.credential, body }).catch(() => undefined))?.status ?? 0;
    }

    /** Ends, when each sample is sent. */
    async end(): Promise<void> {
        clearInterval(this.timer);
        this.ended = true;
        await this.done;
    }
}
