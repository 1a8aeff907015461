import type { ResourceValidationPolicy } from "@pulumi/policy";
import { Rule } from "./rule";
import { persistence } from "./rules/persistence";
import { pinnedChart } from "./rules/pinnedChart";
import { plainTextCredentials } from "./rules/plainTextCredentials";
import { receiverExposure } from "./rules/receiverExposure";
import { remoteWriteAuthentication } from "./rules/remoteWriteAuthentication";
import { memoryLimits, resourceRequests } from "./rules/resources";
import { retention } from "./rules/retention";

/** The rules, in the order of docs/policies.md. */
export const rules: Rule[] = [
    remoteWriteAuthentication,
    plainTextCredentials,
    receiverExposure,
    persistence,
    retention,
    pinnedChart,
    resourceRequests,
    memoryLimits,
];

/** The rules as policies, for a pack of your own: `new PolicyPack("mine", { policies })`. */
export const policies: ResourceValidationPolicy[] = rules.map(({ violations, ...policy }) => ({
    ...policy,
    validateResource: (args, report) => violations(args, args.getConfig()).forEach((text) => report(text)),
}));
