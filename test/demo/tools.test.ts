import { expect } from "chai";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { delimiter, join } from "path";
import { findPulumi } from "../../demo/tools";

describe("finding the Pulumi CLI", () => {
    const { PATH, PULUMI_HOME } = process.env;
    let folder: string;

    /** A folder with a program `pulumi` that tells the given version. */
    const fakePulumi = (name: string, version: string) => {
        const bin = join(folder, name, "bin");
        mkdirSync(bin, { recursive: true });
        writeFileSync(join(bin, "pulumi"), `#!/bin/sh\necho ${version}\n`);
        chmodSync(join(bin, "pulumi"), 0o755);
        return { home: join(folder, name), bin };
    };

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "demo-tools-"));
        process.env.PATH = folder;
        process.env.PULUMI_HOME = join(folder, "none");
    });

    afterEach(() => {
        process.env.PATH = PATH;
        if (PULUMI_HOME === undefined) {
            delete process.env.PULUMI_HOME;
        } else {
            process.env.PULUMI_HOME = PULUMI_HOME;
        }
        rmSync(folder, { recursive: true });
    });

    const commandOf = async () => {
        const found = await findPulumi();
        return "pulumi" in found ? found.pulumi.command : found.missing;
    };

    it("takes the one on PATH first", async () => {
        process.env.PATH = [fakePulumi("path", "v3.260.0").bin, "/bin"].join(delimiter);
        process.env.PULUMI_HOME = fakePulumi("home", "v3.260.0").home;
        expect(await commandOf()).to.equal("pulumi");
    });

    it("takes the one in Pulumi's own folder, where PATH has none", async () => {
        const { home, bin } = fakePulumi("home", "v3.260.0");
        process.env.PULUMI_HOME = home;
        expect(await commandOf()).to.equal(join(bin, "pulumi"));
    });

    it("says how to get one", async () => {
        expect(await commandOf()).to.deep.equal({
            what: "the Pulumi CLI",
            get: "curl -fsSL https://get.pulumi.com | sh (https://www.pulumi.com/docs/install/)",
        });
    });

    it("says that the one that is there is too old", async () => {
        process.env.PATH = [fakePulumi("path", "v3.0.0").bin, "/bin"].join(delimiter);
        expect(await commandOf())
            .to.have.property("what")
            .that.matches(/^a Pulumi CLI that fits \(Minimum version requirement failed.*3\.0\.0.*\)$/);
    });
});
