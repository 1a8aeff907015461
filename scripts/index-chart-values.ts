/**
 * Writes which values a chart reads, key names only: components/values/chartKeyIndex.json of kube-prometheus-stack,
 * thanosKeyIndex.json of the Thanos chart.
 *
 *     npx ts-node scripts/index-chart-values.ts CHART_FOLDER_OR_TGZ
 */
import { execFileSync } from "child_process";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { parse } from "yaml";
import type { ChartKeys, KeyTree } from "../components/values/chartKeys";

/** What is known of a value: its keys, or that it is no map, or that it may be anything. */
type Shape = "scalar" | "free" | ShapeMap;
type ShapeMap = { [key: string]: Shape };

/** A mention of `.Values.a.b` in a template. `whole`: what is below it may be passed on, so any key is good there. */
interface Reference {
    path: string[];
    whole: boolean;
}

/** The values that the chart passes on to the operator, and the kinds that say what is allowed in them. */
const operatorSpecs: Record<string, { key: string; kinds: string[]; renamed?: Record<string, string> }> = {
    prometheus: { key: "prometheusSpec", kinds: ["prometheuses", "prometheusagents"], renamed: { storage: "storageSpec" } },
    alertmanager: { key: "alertmanagerSpec", kinds: ["alertmanagers"] },
    thanosRuler: { key: "thanosRulerSpec", kinds: ["thanosrulers"] },
};

/** Indexes an unpacked chart, with its subcharts in charts/. */
export function indexChart(folder: string): ChartKeys {
    const chartVersion: string = readYaml(path.join(folder, "Chart.yaml")).version;
    return { chartVersion, keys: keyTree(chartShape(folder, specShapes(folder))) as KeyTree };
}

/** Calls `use` with the chart's folder: the one given, or that of the .tgz, unpacked for the time being. */
export function withChartFolder<T>(source: string, use: (folder: string) => T): T {
    if (fs.statSync(source).isDirectory()) {
        return use(source);
    }
    const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "chart-"));
    try {
        execFileSync("tar", ["-xzf", source, "-C", temporary]);
        return use(path.join(temporary, fs.readdirSync(temporary)[0]));
    } finally {
        fs.rmSync(temporary, { recursive: true });
    }
}

/** The chart's values.yaml, what its templates read, and the same of its subcharts. `specs`: what the operator's kinds allow. */
function chartShape(folder: string, specs: ShapeMap = {}): ShapeMap {
    const defaults = joinSpec(readYaml(path.join(folder, "values.yaml")), specs);
    const references = templateReferences(path.join(folder, "templates")).map(({ path: keys, whole }) =>
        // A spec that is passed on whole stays closed, for its kind names all that may be in it.
        nest(keys, whole && !(keys.length > 2 && isIn(specs, keys)) ? "free" : "scalar"));
    const subcharts = (readYaml(path.join(folder, "Chart.yaml")).dependencies ?? []).map((dependency: { name: string }) => {
        return { [dependency.name]: chartShape(path.join(folder, "charts", dependency.name)) };
    });
    // All charts share `global`, and users keep values of their own there, for strings that the chart treats as templates.
    return [...references, ...subcharts, { global: "free" }].reduce(union, defaults) as ShapeMap;
}

// Values ---------------------------------------------------------------------------------------------------------------

function valueShape(value: unknown): Shape {
    if (typeof value !== "object" || value === null) {
        return "scalar";
    }
    // An empty map or a list is the user's to fill.
    const empty = Array.isArray(value) || Object.keys(value).length === 0;
    return empty ? "free" : mapShapes(value as Record<string, unknown>, valueShape);
}

/** The shape of a default value that ends up in a spec: the spec says what an empty default may hold. */
function joinSpec(value: any, spec: Shape): Shape {
    const own = valueShape(value);
    if (typeof spec === "string") {
        return union(own, spec);
    }
    if (own === "free") {
        // Where the chart wants a list and the operator a map (additionalScrapeConfigs), the operator's keys are not the chart's.
        return Array.isArray(value) === "[]" in spec ? spec : "free";
    }
    if (own === "scalar") {
        return spec;
    }
    return { ...own, ...mapShapes(spec, (below, key) => (key in own ? joinSpec(value[key], below) : below)) };
}

// The operator's kinds ---------------------------------------------------------------------------------------------------

function specShapes(folder: string): ShapeMap {
    if (!fs.existsSync(path.join(folder, "charts/crds"))) {
        return {};
    }
    return mapShapes(operatorSpecs, ({ key, kinds, renamed = {} }) => {
        const specs = kinds.map(kind => schemaShape(readSpecSchema(folder, kind))).reduce(union) as ShapeMap;
        return { [key]: Object.fromEntries(Object.entries(specs).map(([name, shape]) => [renamed[name] ?? name, shape])) };
    });
}

function readSpecSchema(folder: string, kind: string): any {
    const crd = readYaml(path.join(folder, "charts/crds/crds", `crd-${kind}.yaml`));
    return crd.spec.versions[0].schema.openAPIV3Schema.properties.spec;
}

function schemaShape(schema: any): Shape {
    if (schema["x-kubernetes-preserve-unknown-fields"]) {
        return "free";
    }
    if (schema.type === "array") {
        const item = schemaShape(schema.items);
        return typeof item === "string" ? "free" : { "[]": item };
    }
    if (schema.type !== "object") {
        return "scalar";
    }
    return schema.properties ? mapShapes(schema.properties, schemaShape) : "free";
}

// Templates --------------------------------------------------------------------------------------------------------------

function templateReferences(folder: string): Reference[] {
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    const text = files.map(file => fs.readFileSync(path.join(file.parentPath, file.name), "utf8")).join("\n");
    const helpers = text.split(/(?=\{\{-? *define )/);
    // Most actions are there many times, in each rule and dashboard.
    return [...new Set(actions(text))].flatMap(action => actionReferences(action, helpers));
}

/** The insides of each {{ … }}, without comments and without quoted text. */
function actions(text: string): string[] {
    const found = text.matchAll(/\{\{-?((?:`[^`]*`|"(?:\\.|[^"\\])*"|[^}]|\}(?!\}))*)\}\}/g);
    return [...found]
        .map(([, action]) => action.trim().replace(/`[^`]*`/g, '""').replace(/"[^"]*\.Values[^"]*"/g, '""'))
        .filter(action => !action.startsWith("/*"));
}

function actionReferences(action: string, helpers: string[]): Reference[] {
    // `index .Values "a" "b"` and `hasKey .Values.a "b"` are other spellings of .Values.a.b
    const keyArguments = /(?:index|get|hasKey) ([$.\w]*Values[.\w]*)((?: "[^"]+")+)/g;
    const plain = action.replace(keyArguments, (_, values, keys) => values + keys.replace(/ "/g, '."'));
    // A condition passes nothing on, unless it keeps the value in a variable.
    const condition = /^(else )?if /.test(plain) && !plain.includes(":=");
    const included = /^include "([^"]+)" \$?\.Values[.\w]+/.exec(plain);
    const helperKeys = included ? keysReadBy(included[1], helpers) : [];
    return [...plain.matchAll(/\.Values((?:\)?\.(?:\w+|"[^"]+"))+)/g)].flatMap(([, dotted]): Reference[] => {
        const keys = [...dotted.matchAll(/\w+|"([^"]+)"/g)].map(([bare, quoted]) => quoted ?? bare);
        return helperKeys.length > 0
            ? helperKeys.map(key => ({ path: [...keys, key], whole: true }))
            : [{ path: keys, whole: !condition }];
    });
}

/** The keys that a named template reads from the map it is given; none when it may pass that map on. */
function keysReadBy(name: string, helpers: string[]): string[] {
    const body = actions(helpers.find(helper => helper.includes(`define "${name}"`)) ?? "");
    // A printed dot, {{ . }}, is a scalar inside `with`; a dot that is an argument may be the map.
    const passesOn = body.some(action => /[\s(][.$](?=[\s)]|$)/.test(action));
    return passesOn ? [] : body.flatMap(action => [...action.matchAll(/[\s(]\.(\w+)/g)].map(([, key]) => key));
}

// Shapes -----------------------------------------------------------------------------------------------------------------

/** Accepts what either accepts. A map wins over a scalar: where a map is known, other values are not looked into anyway. */
function union(a: Shape, b: Shape): Shape {
    if (a === "free" || b === "free") {
        return "free";
    }
    if (a === "scalar" || b === "scalar") {
        return a === "scalar" ? b : a;
    }
    return { ...a, ...mapShapes(b, (shape, key) => (key in a ? union(a[key], shape) : shape)) };
}

function mapShapes<T>(map: Record<string, T>, shapeOf: (value: T, key: string) => Shape): ShapeMap {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, shapeOf(value, key)]));
}

function nest(keys: string[], leaf: Shape): Shape {
    return keys.reduceRight<Shape>((below, key) => ({ [key]: below }), leaf);
}

function isIn(shape: Shape, keys: string[]): boolean {
    return keys.length === 0 || (typeof shape !== "string" && keys[0] in shape && isIn(shape[keys[0]], keys.slice(1)));
}

function keyTree(shape: Shape): KeyTree | 0 {
    if (typeof shape === "string") {
        return 0;
    }
    const keys = Object.keys(shape).sort();
    return Object.fromEntries(keys.map(key => [key, keyTree(shape[key])]));
}

// Files ------------------------------------------------------------------------------------------------------------------

function readYaml(file: string): any {
    return parse(fs.readFileSync(file, "utf8"));
}

function main(source: string | undefined): void {
    if (source === undefined) {
        throw new Error("Name the chart: npx ts-node scripts/index-chart-values.ts CHART_FOLDER_OR_TGZ");
    }
    withChartFolder(source, folder => {
        const isThanos = readYaml(path.join(folder, "Chart.yaml")).name === "thanos";
        const file = path.join(__dirname, "../components/values", isThanos ? "thanosKeyIndex.json" : "chartKeyIndex.json");
        fs.writeFileSync(file, `${JSON.stringify(indexChart(folder), null, 1)}\n`);
        console.log(`Wrote ${file}`);
    });
}

if (require.main === module) {
    main(process.argv[2]);
}
