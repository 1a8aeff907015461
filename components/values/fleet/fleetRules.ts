import { Values } from "../merge";
import { chartAlerts } from "./alerts/chart";
import { clusterAlerts } from "./alerts/clusters";
import { edgeAlerts } from "./alerts/edges";
import { gatewayAlerts } from "./alerts/gateway";
import { globalAlerts } from "./alerts/global";
import { queueAlerts } from "./alerts/queues";
import { receiverAlerts } from "./alerts/receiver";
import { thanosAlerts } from "./alerts/thanos";
import { Fleet } from "./fleet";
import { ruleGroup } from "./rule";

/** The rule groups that watch the fleet. */
export function fleetRuleGroups(fleet: Fleet): Values[] {
    return [
        ruleGroup("fleet-edges", edgeAlerts(fleet), fleet.runbooksUrl),
        ruleGroup("fleet-global", globalAlerts(fleet), fleet.runbooksUrl),
        ruleGroup("fleet-queues", queueAlerts, fleet.runbooksUrl),
        ruleGroup("fleet-receiver", receiverAlerts(fleet), fleet.runbooksUrl),
        ruleGroup("fleet-gateway", gatewayAlerts(fleet), fleet.runbooksUrl),
        ruleGroup("fleet-clusters", clusterAlerts(fleet), fleet.runbooksUrl),
    ].filter(({ rules }) => rules.length > 0);
}

/** The rule group that watches Thanos, where it is the receiver. */
export function thanosRuleGroup(fleet: Fleet): Values {
    return ruleGroup("thanos", thanosAlerts(fleet), fleet.runbooksUrl);
}

/** The rule group in place of the chart's alerts that cannot tell clusters apart. */
export function chartRuleGroup(fleet: Fleet): Values {
    return ruleGroup("chart-by-cluster", chartAlerts(fleet), fleet.runbooksUrl);
}
