import { Fleet } from "../support/fleet";

export function destructionSteps(fleet: () => Fleet): void {
    it("leaves nothing but the operator's definitions when destroyed", async () => {
        await fleet().takeDown();
    });
}
