import { Change } from "./change";
import { Difference } from "./differences";
import { pathText } from "./words";

/** Kinds whose pods are new ones whenever their template changes. */
const workloads = ["Deployment", "StatefulSet", "DaemonSet"];

/** Kinds of the operator, which makes StatefulSets of them. */
export const operatorKinds = ["Prometheus", "PrometheusAgent", "Alertmanager"];

/**
 * What of their spec the operator writes into a configuration that is reloaded, and how many pods there are. All else is in
 * the pods' template: https://prometheus-operator.dev/docs/api-reference/api/
 */
const reloaded =
    /^(remoteWrite|remoteRead|externalLabels|scrape\w+|evaluationInterval|\w+Selector|additional(ScrapeConfigs|AlertRelabelConfigs|AlertManagerConfigs)|alerting|enforced\w+|tsdb|exemplars|ignoreNamespaceSelectors|override\w+|replicaExternalLabelName|prometheusExternalLabelName|rules?|query\w*LogFile|sampleLimit|targetLimit|label\w*Limit|bodySizeLimit|keepDroppedTargets|nameValidationScheme|alertmanagerConfig\w*|configSecret|replicas|shards|paused|podTargetLabels|tracingConfig)$/;

const isReloaded = ({ path: [, field] }: Difference) => reloaded.test(field);

/** The flag by which the operator gives each of its pods a reloader. */
const reloaderFlag = "--prometheus-config-reloader=";

/** Why the pods of an object are replaced by new ones. */
export function restartFlags({ status, object, differences }: Change): string[] {
    if (status !== "changed") {
        return [];
    }
    const inTemplate = differences.filter(({ path }) => path[0] === "spec" && path[1] === "template");
    if (workloads.includes(object.kind) && inTemplate.length > 0) {
        const reloader = inTemplate.some(({ after }) => Array.isArray(after) && after.some((item) => String(item).startsWith(reloaderFlag)));
        return ["its pods", ...(reloader ? ["the pods of each Prometheus and Alertmanager: the operator gives them another reloader"] : [])];
    }
    const inPods = differences.filter((difference) => difference.path[0] === "spec" && !isReloaded(difference));
    return operatorKinds.includes(object.kind) && inPods.length > 0 ? [`its pods, by ${[...new Set(inPods.map(({ path }) => pathText(path.slice(0, 2))))].slice(0, 3).join(", ")}`] : [];
}
