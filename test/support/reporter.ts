import Mocha from "mocha";
import { skipReasons } from "./skip";

/** Mocha's spec reporter, which ends with what was skipped and why, and with a line that a machine may read. */
export = class Reporter extends Mocha.reporters.Spec {
    override epilogue(): void {
        super.epilogue();
        for (const [reason, titles] of skipReasons()) {
            console.log(`skipped: ${reason}\n${titles.map((title) => `  - ${title}`).join("\n")}\n`);
        }
        const { passes, failures, pending } = this.stats;
        console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
    }
};
