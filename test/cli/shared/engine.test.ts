import { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { EngineError, EngineOptions, EngineState, Interrupted, runEngine } from "../../../cli/shared/engine";
import { errorOf } from "../../support/program";

const urn = "urn:pulumi:demo-edge::multicluster-prometheus::kubernetes:helm.sh/v3:Release::edge";
const event = (content: object) => content as EngineEvent;
const started = (type: string, op = "create") => event({ resourcePreEvent: { metadata: { op, type, urn } } });
const cancelling = event({ stdoutEvent: { message: "^C received; cancelling. If you would like to terminate immediately, press ^C again.\n" } });

describe("a view of Pulumi's engine", () => {
    it("tells what the engine is at", () => {
        const state = new EngineState();
        state.add(started("multicluster-prometheus:index:EdgePrometheus"));
        state.add(started("kubernetes:core/v1:Namespace", "same"));
        expect(String(state)).to.equal("");
        state.add(started("kubernetes:helm.sh/v3:Release"));
        expect(String(state)).to.equal("creating Release edge");
        state.add(event({ resOutputsEvent: { metadata: { urn } } }));
        expect(String(state)).to.equal("");
    });

    it("fails with the errors that the engine reported, each once", async () => {
        const operation = async ({ onEvent }: EngineOptions) => {
            onEvent(event({ diagnosticEvent: { severity: "warning", message: "never mind" } }));
            onEvent(event({ diagnosticEvent: { severity: "error", message: "cluster unreachable\n" } }));
            onEvent(event({ diagnosticEvent: { severity: "error", message: "cluster unreachable\n" } }));
            throw new Error("code: 255");
        };
        const error = await errorOf(runEngine(operation, new AbortController().signal, () => undefined));
        expect(error).to.be.instanceOf(EngineError);
        expect(error.message).to.equal("cluster unreachable");
    });

    it("fails with the errors that Pulumi wrote, where the engine did not start", async () => {
        const failing = (message: string) => runEngine(() => Promise.reject(new Error(message)), new AbortController().signal, () => undefined);
        const message = "code: -2\n stdout: \n stderr: Command failed with exit code 255\nerror: no stack named 'x' found\nerror: no stack named 'x' found\n";
        expect((await errorOf(failing(message))).message).to.equal("no stack named 'x' found");
        expect((await errorOf(failing("code: 255"))).message).to.equal("code: 255");
    });

    /** Whether Pulumi was sent an interrupt within 1.5 s of ours. */
    const isForwarded = async (hears: boolean) => {
        const interrupt = new AbortController();
        let sent = false;
        const operation = async ({ onEvent, signal }: EngineOptions) => {
            interrupt.abort();
            if (hears) {
                onEvent(cancelling);
            }
            await new Promise((resolve) => setTimeout(resolve, 1500));
            sent = signal.aborted;
            throw new Error("cancelled");
        };
        expect(await errorOf(runEngine(operation, interrupt.signal, () => undefined))).to.be.instanceOf(Interrupted);
        return sent;
    };

    it("passes an interrupt on, unless the terminal has", async () => {
        expect(await Promise.all([isForwarded(false), isForwarded(true)])).to.deep.equal([true, false]);
    });

    it("does not start when it is interrupted before", async () => {
        const operation = () => Promise.reject(new Error("started"));
        expect(await errorOf(runEngine(operation, AbortSignal.abort(), () => undefined))).to.be.instanceOf(Interrupted);
    });
});
