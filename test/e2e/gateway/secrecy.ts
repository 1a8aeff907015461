import { expect } from "chai";
import { readdirSync, readFileSync } from "fs";
import { join } from "path";
import { gunzipSync } from "zlib";
import { inventory, KubernetesObject } from "../support/inventory";
import { Pair } from "./pair";
import { logs, pods } from "./pods";

/** Each file below a folder, as text. */
function filesBelow(folder: string): string {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8")).join("\n");
}

/** What Helm keeps of its releases: values and manifests. */
function releases(objects: Map<string, KubernetesObject>): string {
    const secrets = [...objects.values()].filter(({ type }) => type === "helm.sh/release.v1");
    return secrets.map(({ data }) => gunzipSync(Buffer.from(Buffer.from(data.release, "base64").toString(), "base64")).toString()).join("\n");
}

export function secrecySteps(pair: () => Pair): void {
    it("shows no password in previews, state, Helm values, pods and logs", async () => {
        const { edge, fleet, found, global } = pair();
        const credentials = Object.values(await pair().credentials());
        const { grafanaAdminPassword } = await global.outputs();
        const passwords = [...credentials.map((credential) => credential.split(":")[1]), grafanaAdminPassword.value];
        expect(passwords.map((password) => password.length)).to.deep.equal([32, 32, 32]);
        // A change of what holds them, so that a preview has something to say of it.
        await pair().configure({ edges: ["paris", "tokyo", "rome"] });
        const previews = [await global.preview({ diff: true }), await edge.preview({ diff: true })].map(({ stdout, stderr }) => stdout + stderr);
        await pair().configure({ edges: ["paris", "tokyo"] });
        const clusters = [found.global, found.edge];
        const places = {
            previews: previews.join("\n"),
            state: filesBelow(fleet.stacks.stateFolder),
            "Helm's releases": (await Promise.all(clusters.map(inventory))).map(releases).join("\n"),
            pods: JSON.stringify(await Promise.all(clusters.map(pods))),
            "the logs": (await Promise.all(clusters.map(logs))).join("\n"),
        };
        const forms = [...passwords, ...[...passwords, ...credentials].map((text) => Buffer.from(text).toString("base64"))];
        for (const [place, text] of Object.entries(places)) {
            expect(text.length, `length of ${place}`).to.be.above(100);
            expect(forms.filter((form) => text.includes(form)).length, `passwords in ${place}`).to.equal(0);
        }
    });
}
