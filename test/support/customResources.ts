import Ajv from "ajv";
import { Manifest } from "./helm";

/** A schema that, unlike the API server, does not let a field pass that it does not know. */
function strict(schema: any): any {
    if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
        return Array.isArray(schema) ? schema.map(strict) : schema;
    }
    // One pattern has Go's "(?i)", which JavaScript does not know.
    const entries = Object.entries(schema).filter(([key, value]) => key !== "pattern" || !String(value).includes("(?i)"));
    const inner = Object.fromEntries(entries.map(([key, value]) => [key, strict(value)]));
    const closed = inner.properties && inner.additionalProperties === undefined && !inner["x-kubernetes-preserve-unknown-fields"];
    return closed ? { ...inner, additionalProperties: false } : inner;
}

/** What of the operator's custom resources its definitions do not allow, field by field, and how many were looked at: all of them. */
export function customResourceErrors(manifests: Manifest[], crds: Manifest[]): { errors: unknown[]; validated: number } {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const errors: unknown[] = [];
    const custom = manifests.filter(({ apiVersion }) => apiVersion.startsWith("monitoring.coreos.com/"));
    for (const { metadata, ...rest } of custom) {
        const crd = crds.find(({ spec }) => spec.names.kind === rest.kind);
        const version = crd?.spec.versions.find(({ name }: any) => rest.apiVersion === `${crd.spec.group}/${name}`);
        const validate = version && compiled(ajv, `${rest.apiVersion} ${rest.kind}`, version.schema.openAPIV3Schema);
        if (validate === undefined || !validate(rest)) {
            errors.push({ [`${rest.kind} ${metadata.name}`]: validate?.errors ?? "has no definition" });
        }
    }
    return { errors, validated: custom.length };
}

function compiled(ajv: Ajv, key: string, schema: any) {
    return ajv.getSchema(key) ?? ajv.addSchema(strict(schema), key).getSchema(key)!;
}
