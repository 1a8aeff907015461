import { expect } from "chai";
import { report } from "../fleetHealth/doctor";
import { ScaleOut } from "./scaleOut";

export function doctorSteps(scaleOut: () => ScaleOut): void {
    it("is asked by the doctor as a Prometheus is: the edge is well, and the one that never wrote is named", async () => {
        const { edges, problems } = await report(scaleOut());
        const [paris, tokyo] = edges;
        expect({ name: paris.name, verdicts: paris.verdicts }).to.deep.equal({ name: "paris", verdicts: [] });
        expect(paris.ageSeconds).to.be.within(-1, 60);
        expect(paris.series).to.be.above(100);
        expect(tokyo.verdicts).to.deep.equal(["never seen"]);
        expect(problems.map(({ edge, problem }: any) => `${edge}: ${problem}`)).to.deep.equal(["tokyo: never seen"]);
    });
}
