import type { EnforcementLevel, PolicyConfigSchema } from "@pulumi/policy";

/** A resource as the engine shows it to policies: what the program asked for. */
export interface Resource {
    type: string;
    name: string;
    props: Record<string, any>;
}

/** What a user sets of a rule, with the defaults of its `configSchema` filled in. */
export type RuleConfig = Record<string, any>;

/** A rule of the policy pack: a pure function from a resource to what is wrong with it. */
export interface Rule {
    /** Name of the policy, and its key in a file of `--policy-pack-config`. */
    name: string;
    /** What must hold, in a sentence. */
    description: string;
    /** Whether a violation blocks an update, or is only shown. */
    enforcementLevel: EnforcementLevel;
    /** What a user can set, where there is something. */
    configSchema?: PolicyConfigSchema;
    /** Texts of what is wrong: what, where, and what to do. None where the rule holds, or does not apply. */
    violations(resource: Resource, config: RuleConfig): string[];
}

/** The defaults of a rule's configuration. */
export function defaultConfig({ configSchema }: Rule): RuleConfig {
    return Object.fromEntries(Object.entries(configSchema?.properties ?? {}).map(([key, { default: value }]) => [key, value]));
}
