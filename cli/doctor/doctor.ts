import { meant } from "../../components/nearestKey";
import { Command } from "../command";
import { CannotTell } from "../errors";
import { pulumiIn } from "../shared/pulumi";
import { showsColour } from "../shared/screen";
import { connect, Connection } from "./connection";
import { Fleet } from "./fleet";
import { isoTime } from "./format";
import { DoctorOptions, parseOptions, usage } from "./options";
import { reportJson, reportText } from "./report";
import { survey } from "./survey";
import { diagnose } from "./verdict";
import { untilInterrupted, watch } from "./watch";

const clear = "\x1b[H\x1b[2J\x1b[3J";

/** A look at the fleet: what to print, and whether all is well. */
interface Look {
    text: string;
    healthy: boolean;
}

/** @throws CannotTell where neither the list nor Prometheus knows the edge. */
export function checkEdge(edge: string, { edges }: Fleet): void {
    const names = edges.map(({ name }) => name);
    if (names.includes(edge)) {
        return;
    }
    throw new CannotTell(`"${edge}" is not an edge that is listed or that writes${meant(edge, names, `: there are ${names.join(", ")}`)}`);
}

async function look({ prometheus, source }: Connection, options: DoctorOptions): Promise<Look> {
    const fleet = await survey(prometheus, source);
    if (options.edge !== undefined) {
        checkEdge(options.edge, fleet);
    }
    const diagnosis = diagnose(fleet, options.edge);
    const context = { fleet, source };
    const text = options.json ? JSON.stringify(reportJson(diagnosis, context)) : reportText(diagnosis, context, showsColour());
    return { text, healthy: diagnosis.problems.length === 0 };
}

/** Where looks are shown: each in place of the one before it in a terminal, else after it. */
function screen(json: boolean) {
    const show = (text: string) => void process.stdout.write(process.stdout.isTTY && !json ? `${clear}${text}\n` : `${text}\n${json ? "" : "\n"}`);
    const complain = (text: string) => void process.stderr.write(`${isoTime(Date.now() / 1000)} ${text}\n`);
    return { show, complain };
}

async function run(args: string[]): Promise<number> {
    const options = parseOptions(args);
    const open = () => connect(options, pulumiIn(), process.env.PROMETHEUS_AUTHORIZATION || undefined);
    if (options.watchSeconds !== undefined) {
        const ask = async (connection: Connection) => (await look(connection, options)).text;
        return watch({ open, ask, ...screen(options.json), seconds: options.watchSeconds });
    }
    return untilInterrupted(async () => {
        const connection = await open();
        try {
            const { text, healthy } = await look(connection, options);
            process.stdout.write(`${text}\n`);
            return healthy ? 0 : 1;
        } finally {
            connection.close();
        }
    });
}

export const doctor: Command = { summary: "says how each edge does, and what mends what is wrong", usage, run };
