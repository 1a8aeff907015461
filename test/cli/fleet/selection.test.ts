import { expect } from "chai";
import { Cluster, Fleet } from "../../../cli/fleet/definition";
import { select } from "../../../cli/fleet/selection";
import { CannotTell } from "../../../cli/errors";
import { thrown } from "../../support/thrown";

const cluster = (name: string): Cluster => ({ name, role: name === "global" ? "global" : "edge", config: {} });
const fleet: Fleet = { project: "p", global: cluster("global"), edges: ["eu-paris", "eu-rome", "us-west-1", "us-west-2"].map(cluster) };

describe("--only", () => {
    const names = (only?: string) => select(fleet, only).map(({ name }) => name);
    const refusal = (only: string) => thrown(CannotTell, () => names(only));

    it("means the clusters that its globs do, each once and in the file's order", () => {
        expect(names()).to.deep.equal(["global", "eu-paris", "eu-rome", "us-west-1", "us-west-2"]);
        expect(names("us-*,global")).to.deep.equal(["global", "us-west-1", "us-west-2"]);
        expect(names("us-west-?")).to.deep.equal(["us-west-1", "us-west-2"]);
        expect(names("eu-paris,eu-*")).to.deep.equal(["eu-paris", "eu-rome"]);
    });

    it("refuses what means none", () => {
        expect(refusal("eu-pari")).to.equal('--only eu-pari is no cluster of the fleet: "eu-paris" was meant');
        // A dot is a dot, and a name is meant whole.
        expect(refusal("eu.rome")).to.equal('--only eu.rome is no cluster of the fleet: "eu-rome" was meant');
        expect(refusal("asia-*")).to.equal("--only asia-* is no cluster of the fleet: there are global, eu-paris, eu-rome, us-west-1, us-west-2");
    });
});
