import { ConfigKey, configKeys, Role } from "../components/configKeys";

type Property = { description?: string; type?: string; $ref?: string; items?: Property; additionalProperties?: Property };
type Schema = Record<string, any>;

export const token = { global: "multicluster-prometheus:index:GlobalPrometheus", edge: "multicluster-prometheus:index:EdgePrometheus" };
export const kindNames: Record<ConfigKey["kind"], string> = { text: "string", integer: "integer", boolean: "boolean", map: "object", list: "array" };

function table(head: string[], rows: string[][]): string {
    const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function typeName(property: Property): string {
    if (property.items) {
        return `array of ${typeName(property.items)}`;
    }
    const reference = property.$ref?.split(":").pop();
    return reference ?? (property.additionalProperties ? "object" : property.type) ?? "any";
}

/** The meaning of a key: the docstring of the arg, for each role its own where they differ. */
export function meaning(schema: Schema, key: string, { roles, description }: ConfigKey): string {
    if (description !== undefined) {
        return description;
    }
    const texts = roles.map((role) => schema.resources[token[role]].inputProperties[key].description as string);
    return texts.every((text) => text === texts[0]) ? texts[0] : roles.map((role, i) => `${role}: ${texts[i]}`).join(" ");
}

function keyRows(schema: Schema): string[][] {
    const role = ({ roles }: ConfigKey) => (roles.length === 2 ? "both" : roles[0]);
    return Object.entries(configKeys).map(([key, configKey]) => [
        `\`${key}\``,
        role(configKey),
        kindNames[configKey.kind],
        meaning(schema, key, configKey),
    ]);
}

function nestedTypes(schema: Schema): string {
    return Object.entries<Schema>(schema.types)
        .filter(([, type]) => type.properties !== undefined)
        .map(([name, type]) => {
            const rows = Object.entries<Property>(type.properties).map(([key, property]) => [
                `\`${key}\``,
                typeName(property),
                property.description ?? "",
            ]);
            return `### ${name.split(":").pop()}\n\n${table(["Key", "Type", "Meaning"], rows)}`;
        })
        .join("\n\n");
}

function outputs(schema: Schema, role: Role): string {
    const properties = Object.entries<Property>(schema.resources[token[role]].properties);
    return table(["Output", "Meaning"], properties.map(([key, { description }]) => [`\`${key}\``, description ?? ""]));
}

/** docs/configuration.md, made from the docstrings of the components' args and outputs. */
export function configurationDocument(schema: Schema): string {
    return `<!-- Made by "npm run generate" from the docstrings in components/ and the keys in config.ts: change those. -->
# Configuration

Keys of the namespace \`multicluster-prometheus\`, set by \`pulumi config set KEY VALUE\` or in \`Pulumi.<stack>.yaml\`.
All of them but \`role\` and \`globalStack\` are args of the components too, under the same names.
Which cluster a stack is for is the Kubernetes provider's own configuration: \`kubernetes:context\` and \`kubernetes:kubeconfig\`.

${table(["Key", "Role", "Type", "Meaning"], keyRows(schema))}

What a key leaves unset has its default; \`values\` come last and win over all others:
the chart's values < this project's for both roles < for the role < the keys above < \`values\`.

## Nested keys

${nestedTypes(schema)}

## Outputs of a global stack

${outputs(schema, "global")}

## Outputs of an edge stack

${outputs(schema, "edge")}
`;
}
