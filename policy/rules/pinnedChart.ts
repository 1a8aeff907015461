import { chart, chartSource, thanosChart } from "../../components/chart";
import { isStackRelease, isThanosRelease } from "../release";
import { Rule } from "../rule";

// https://semver.org, with the "v" that some charts have; anything else is a range to Helm.
const exactVersion = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

export const pinnedChart: Rule = {
    name: "chart-pinned",
    description: "The chart has one exact version, so that nothing changes but by a commit.",
    enforcementLevel: "mandatory",
    violations(resource) {
        const isStack = isStackRelease(resource);
        if (!isStack && !isThanosRelease(resource)) {
            return [];
        }
        const [key, tested] = isStack ? ["chartVersion", chart.version] : ["thanos.chartVersion", thanosChart.version];
        const reference = String(resource.props.chart);
        const version: unknown = resource.props.version;
        const isPinned =
            chartSource(reference) === "path" || reference.includes("@sha256:") || exactVersion.test(String(version));
        return isPinned
            ? []
            : [`The chart ${reference} has ${version ? `the version ${JSON.stringify(version)}, which is a range` : "no version"}. Set ${key} to an exact one, such as "${tested}", or leave it out.`];
    },
};
