import { PulumiCommand } from "@pulumi/pulumi/automation";
import { pulumiHome } from "../cli/program";
import { firstLine, Missing } from "./errors";

/** A Pulumi CLI that was found, or why none was. */
export type Found = { pulumi: PulumiCommand } | { missing: Missing };

const howToGet = "curl -fsSL https://get.pulumi.com | sh (https://www.pulumi.com/docs/install/)";

/** Finds the Pulumi CLI: on PATH, else where its installer puts it. */
export async function findPulumi(): Promise<Found> {
    let what = "the Pulumi CLI";
    for (const root of [undefined, pulumiHome()]) {
        try {
            return { pulumi: await PulumiCommand.get({ root }) };
        } catch (error) {
            if (/version/i.test(firstLine(error))) {
                what = `a Pulumi CLI that fits (${firstLine(error)})`;
            }
        }
    }
    return { missing: { what, get: howToGet } };
}

/** Finds the Pulumi CLI, or installs the version of the SDK under the user's home. */
export async function getPulumi(onInstall: () => void): Promise<Found> {
    const found = await findPulumi();
    if ("pulumi" in found) {
        return found;
    }
    try {
        onInstall();
        return { pulumi: await PulumiCommand.install() };
    } catch (error) {
        const { what, get } = found.missing;
        return { missing: { what: `${what} (its installer: ${firstLine(error)})`, get } };
    }
}
