import { expect } from "chai";
import { UsageError } from "../../../cli/errors";
import { parseOptions, usage } from "../../../cli/doctor/options";
import { thrown } from "../../support/thrown";

const help = "The options are listed by: npx multicluster-prometheus doctor --help";

describe("the doctor's command line", () => {
    const wrong = (...args: string[]) => thrown(UsageError, () => parseOptions(args));

    it("asks for nothing by default", () => {
        expect(parseOptions([])).to.deep.equal({ json: false });
    });

    it("takes each option", () => {
        const args = ["--stack", "a/b/global", "--edge=paris", "--json", "--watch", "5", "--kubeconfig", "f", "--context", "c"];
        expect(parseOptions(args)).to.deep.equal({ stack: "a/b/global", edge: "paris", json: true, watchSeconds: 5, kubeconfig: "f", context: "c" });
        expect(parseOptions(["--url", "https://prometheus.example.com/base"]).url?.href).to.equal("https://prometheus.example.com/base");
    });

    it("watches every ten seconds where it does not say how often", () => {
        expect(parseOptions(["--watch"]).watchSeconds).to.equal(10);
        expect(parseOptions(["--watch", "--json"])).to.deep.equal({ json: true, watchSeconds: 10 });
        expect(parseOptions(["--watch=30"]).watchSeconds).to.equal(30);
    });

    it("refuses what it does not know, and says what was meant", () => {
        expect(wrong("--stak", "x")).to.equal(`--stak is not an option of doctor: --stack was meant. ${help}`);
        expect(wrong("--quiet")).to.equal(`--quiet is not an option of doctor. ${help}`);
        expect(wrong("-x")).to.equal(`-x is not an option of doctor. ${help}`);
        expect(wrong("paris")).to.equal(`"paris" is not an option of doctor. ${help}`);
    });

    it("refuses an option without its value, or with one that it does not take", () => {
        expect(wrong("--stack")).to.equal(`--stack needs a value. ${help}`);
        expect(wrong("--edge", "--json")).to.equal(`--edge needs a value. ${help}`);
        expect(wrong("--url=")).to.equal(`--url needs a value. ${help}`);
        expect(wrong("--json=yes")).to.equal(`--json takes no value. ${help}`);
    });

    it("refuses a wrong value, and does not repeat what may hold a password", () => {
        const url = "--url is not an http or https URL: give Prometheus' own, such as http://localhost:9090";
        for (const text of ["localhost:9090", "ftp://a-host", "https://user:a-password@"]) {
            expect(wrong("--url", text)).to.equal(url);
        }
        const encoding = "--url has a user or password with a % that begins no code: write it as %25";
        expect(wrong("--url", "https://user:100%@a-host")).to.equal(encoding);
        for (const text of ["0", "1.5", "5s", "86401"]) {
            expect(wrong("--watch", text)).to.equal(`--watch ${text} must be a whole number of seconds from 1 to 86400, such as --watch 30`);
        }
    });

    it("refuses a cluster beside a URL", () => {
        const text = "--url says where Prometheus is, so --kubeconfig and --context have no use: leave them out";
        expect(wrong("--url", "http://localhost:9090", "--context", "global")).to.equal(text);
    });

    it("describes each option in lines that fit a terminal", () => {
        for (const flag of ["stack", "url", "edge", "json", "watch", "kubeconfig", "context", "help"]) {
            expect(usage).to.contain(`  --${flag}`);
        }
        expect(Math.max(...usage.split("\n").map((line) => line.length))).to.be.at.most(110);
    });
});
