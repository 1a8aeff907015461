import { clusterKeys, defaultsKeys, edgeNameLength, ownEdgeKeys, ownKeys, secretKeys, topKeys } from "../cli/fleet/shape";
import { configKeys, Role } from "../components/configKeys";
import { dnsLabelPattern } from "../components/validation/checks";
import { kindNames, meaning, token } from "./configuration-document";

type Schema = Record<string, any>;

const project = "multicluster-prometheus";
const text = { type: "string", pattern: "\\S" };
const nothing = { not: {} };

/** A value of Pulumi's schema in JSON schema. */
function valueSchema({ type, $ref, items, additionalProperties, description }: Schema): Schema {
    const described = description === undefined ? {} : { description };
    if ($ref !== undefined) {
        // A reference may have nothing beside it.
        return $ref === "pulumi.json#/Any" ? {} : { ...described, allOf: [{ $ref: `#/definitions/${$ref.split(":").pop()}` }] };
    }
    return {
        ...described,
        // Each number is a count.
        type: type === "number" ? "integer" : type,
        ...(items && { items: valueSchema(items) }),
        ...(additionalProperties && { additionalProperties: valueSchema(additionalProperties) }),
    };
}

/** Keys of a nested type that hold secrets. */
function secretsOf(name: string): string[] {
    return name.startsWith("RemoteWrite") ? secretKeys.remoteWriteAuth : name === "ObjectStorage" ? secretKeys.objectStorage : [];
}

/** A nested type; its secrets are not for this file. */
function definition(name: string, { enum: choices, properties, required }: Schema): Schema {
    if (choices !== undefined) {
        return { enum: choices.map(({ value }: Schema) => value) };
    }
    const secrets = secretsOf(name);
    const entries = Object.entries<Schema>(properties).map(([key, property]) => [
        key,
        secrets.includes(key) ? { description: "A secret, which this file is no place for: pulumi config set --secret.", ...nothing } : valueSchema(property),
    ]);
    return { type: "object", properties: Object.fromEntries(entries), ...(required.length > 0 && { required }), additionalProperties: false };
}

/** The configuration that stacks of some roles take from the file. */
function config(schema: Schema, roles: Role[], own: Record<string, string>): Schema {
    const keys = Object.entries(configKeys).filter(([key, { roles: known }]) => !Object.hasOwn(own, key) && known.some((role) => roles.includes(role)));
    const properties = keys.map(([key, configKey]) => {
        const known: Role[] = configKey.roles.filter((role) => roles.includes(role));
        const input = known.map((role) => schema.resources[token[role]].inputProperties[key])[0];
        return [key, { ...valueSchema(input), ...(input.$ref === undefined && { type: kindNames[configKey.kind] }), description: meaning(schema, key, { ...configKey, roles: known }) }];
    });
    const ownNamespaced = Object.keys(own).filter((key) => key.includes(":"));
    return {
        type: ["object", "null"],
        properties: { ...Object.fromEntries(properties), ...Object.fromEntries(ownNamespaced.map((key) => [key, nothing])) },
        // Keys of other namespaces, such as kubernetes:enableServerSideApply.
        patternProperties: { [`^(?!${project}:).*:`]: {} },
        additionalProperties: false,
    };
}

/** A map that may be left empty, with descriptions of its keys. */
function mapSchema(descriptions: Record<string, string>, values: Record<string, Schema>): Schema {
    const properties = Object.entries(descriptions).map(([key, description]) => [key, { description, ...values[key] }]);
    return { type: ["object", "null"], properties: Object.fromEntries(properties), additionalProperties: false };
}

/** The JSON schema of a fleet's file, by which editors complete it: made from what `fleet` checks it by, and the components' docstrings. */
export function fleetSchema(schema: Schema): Schema {
    const kubeconfig = { type: "string", pattern: "^[^\\n{]*[^\\s{][^\\n{]*$" };
    const cluster = (role: Role, own: Record<string, string>) => mapSchema(clusterKeys, { kubeconfig, context: text, config: config(schema, [role], own) });
    const { properties } = mapSchema(topKeys, {
        organization: text,
        defaults: mapSchema(defaultsKeys, { kubeconfig, config: config(schema, ["global", "edge"], ownEdgeKeys) }),
        global: cluster("global", ownKeys),
        edges: {
            type: "object",
            minProperties: 1,
            propertyNames: { pattern: dnsLabelPattern.source, maxLength: edgeNameLength, not: { const: "global" } },
            additionalProperties: { $ref: "#/definitions/edge" },
        },
    });
    const edge = cluster("edge", ownEdgeKeys);
    const types = Object.entries<Schema>(schema.types).map(([name, type]) => [name.split(":").pop(), type] as [string, Schema]);
    const definitions = types.map(([name, type]) => [name, definition(name, type)] as [string, Schema]);
    // Some types are of outputs only.
    const texts = JSON.stringify([properties, edge, definitions]);
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        $comment: 'Made by "npm run generate" from cli/fleet/shape.ts, components/configKeys.ts and the docstrings in components/: change those.',
        title: "A fleet of multicluster-prometheus",
        type: "object",
        properties,
        required: ["global", "edges"],
        additionalProperties: false,
        definitions: {
            edge,
            ...Object.fromEntries(definitions.filter(([name]) => texts.includes(`"#/definitions/${name}"`))),
        },
    };
}
