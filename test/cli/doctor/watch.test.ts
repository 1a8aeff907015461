import { expect } from "chai";
import { CannotTell } from "../../../cli/errors";
import { Connection } from "../../../cli/doctor/connection";
import { checkEdge } from "../../../cli/doctor/doctor";
import { Prometheus } from "../../../cli/doctor/prometheus";
import { ownCluster } from "../../../cli/doctor/survey";
import { lookUntil } from "../../../cli/doctor/watch";
import { edgeOf, fleetOf } from "../../support/doctorFleet";

describe("the doctor's watch", () => {
    /** Watches through looks that end in a text or in an error, and returns what happened. */
    async function watched(looks: (string | Error)[]): Promise<{ status: number | Error; events: string[] }> {
        const controller = new AbortController();
        const events: string[] = [];
        const left = [...looks];
        const open = async (): Promise<Connection> => {
            events.push("open");
            return { prometheus: new Prometheus(new URL("http://localhost")), source: { title: "test" }, close: () => events.push("close") };
        };
        const ask = async () => {
            const next = left.shift()!;
            if (left.length === 0) {
                controller.abort();
            }
            if (next instanceof Error) {
                throw next;
            }
            return next;
        };
        const show = (text: string) => void events.push(`show ${text}`);
        const complain = (text: string) => void events.push(`complain ${text}`);
        const status = await lookUntil(controller.signal, { open, ask, show, complain, seconds: 0.01 }).catch((error: Error) => error);
        return { status, events };
    }

    it("looks again over the same connection, and closes it in the end", async () => {
        expect(await watched(["one", "two"])).to.deep.equal({ status: 130, events: ["open", "show one", "show two", "close"] });
    });

    it("connects anew after a failure", async () => {
        const { events } = await watched(["one", new CannotTell("gone"), "two"]);
        expect(events).to.deep.equal(["open", "show one", "close", "complain gone", "open", "show two", "close"]);
    });

    it("ends with what cannot be told at first, and with what is not expected", async () => {
        const first = new CannotTell("no such stack");
        expect(await watched([first, "never"])).to.deep.equal({ status: first, events: ["open", "close"] });
        const mistake = new TypeError("a mistake");
        expect(await watched(["one", mistake, "never"])).to.deep.equal({ status: mistake, events: ["open", "show one", "close"] });
    });
});

describe("the doctor", () => {
    it("says which edge was meant", () => {
        const fleet = fleetOf([edgeOf("paris"), edgeOf("tokyo")]);
        expect(() => checkEdge("paris", fleet)).not.to.throw();
        expect(() => checkEdge("pari", fleet)).to.throw(CannotTell, /^"pari" is not an edge that is listed or that writes: "paris" was meant$/);
        expect(() => checkEdge("rome", fleet)).to.throw(CannotTell, /^"rome" is not an edge that is listed or that writes: there are paris, tokyo$/);
    });

    it("knows the global cluster's own name from Prometheus' configuration", () => {
        const configuration = (labels: string) => `global:\n  scrape_interval: 1m\n  external_labels:\n${labels}  metric_name_validation_scheme: utf8\n`;
        expect(ownCluster(configuration("    cluster: global\n    prometheus: a\n"))).to.equal("global");
        expect(ownCluster(configuration('    a: b\n    cluster: "007"\n'))).to.equal("007");
        expect(ownCluster(configuration("    prometheus: a\n") + "scrape_configs:\n    cluster: other\n")).to.equal(undefined);
        expect(ownCluster("")).to.equal(undefined);
    });
});
