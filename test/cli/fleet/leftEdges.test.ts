import { expect } from "chai";
import { resolve } from "path";
import { CannotTell } from "../../../cli/errors";
import { Cluster } from "../../../cli/fleet/definition";
import { checkNoEdgeIsLeft, checkNoSecondAgent } from "../../../cli/fleet/leftEdges";
import { StackState } from "../../../cli/fleet/stackStates";

const place = { name: "fleet.yaml", folder: resolve(".") };
const global: Cluster = { name: "global", role: "global", config: {} };
const edges = ["paris", "tokyo"].map((name): Cluster => ({ name, role: "edge", config: {} }));

function deployed(resources: Record<string, number>): Map<string, StackState> {
    return new Map(Object.entries(resources).map(([name, count]) => [name, { name, updateInProgress: false, resources: count, failed: false }]));
}

describe("destroying a fleet's global stack", () => {
    const stacks = { global: 13, "edge-paris": 5, "edge-tokyo": 0 };
    const begin = "The global stack is not destroyed while edges are deployed, which write to it; nothing was changed. Destroy them first, or with it:\n";
    const check = (selected: Cluster[], resources: Record<string, number>) => () => checkNoEdgeIsLeft(place, selected, edges, deployed(resources));

    it("is refused while an edge that is not selected is deployed", () => {
        expect(check([global], stacks)).to.throw(CannotTell, `${begin}  edge-paris: npx multicluster-prometheus fleet destroy --only paris`);
        const other = { name: "eu.yaml", folder: resolve(".") };
        expect(() => checkNoEdgeIsLeft(other, [global], edges, deployed(stacks))).to.throw(CannotTell, "fleet destroy --only paris --file eu.yaml");
        expect(check([global, edges[0]], stacks)).not.to.throw();
        expect(check([global], { ...stacks, "edge-paris": 0 })).not.to.throw();
    });

    it("is refused while an edge that the file does not name is deployed", () => {
        expect(check([global, ...edges], { ...stacks, "edge-gone": 2, edge: 4, other: 3 })).to.throw(
            CannotTell,
            `${begin}  edge-gone: pulumi destroy --stack edge-gone && pulumi stack rm edge-gone\n  edge: pulumi destroy --stack edge && pulumi stack rm edge`,
        );
    });

    it("is all that is refused: an edge can go at any time", () => {
        expect(check([edges[1]], { ...stacks, "edge-gone": 2 })).not.to.throw();
    });
});

describe("deploying a fleet beside the stack edge", () => {
    it("is refused while that is deployed, with the command that makes it an edge of the file", () => {
        expect(() => checkNoSecondAgent(place, deployed({ global: 13, edge: 4 }))).to.throw(
            CannotTell,
            "The stack edge is deployed, and no edge of fleet.yaml has that stack; nothing was changed. Where its cluster is one of fleet.yaml, give the stack that edge's name, and else remove it:\n" +
                "  pulumi stack rename edge-NAME --stack edge   # NAME: the clusterName in Pulumi.edge.yaml, as the edge's name in fleet.yaml\n" +
                "  pulumi destroy --stack edge && pulumi stack rm edge",
        );
        expect(() => checkNoSecondAgent(place, deployed({ global: 13, edge: 0, "edge-paris": 5, other: 3 }))).not.to.throw();
    });
});
