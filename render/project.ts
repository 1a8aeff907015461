import { existsSync, readdirSync, readFileSync } from "fs";
import { load } from "js-yaml";
import { join } from "path";
import { RenderError } from "./errors";
import { encryptedText } from "./standIns";

/** A Pulumi project, as its Pulumi.yaml says. */
export interface Project {
    /** Folder of Pulumi.yaml. */
    folder: string;
    name: string;
    /** Path of the program, or of its folder. */
    main: string;
    /** Whether TypeScript is run as it is, and by which tsconfig.json. */
    typescript: { tsconfig?: string } | undefined;
    /** Folder of the stacks' files. */
    stackFolder: string;
    /** Values that each stack has, unless it sets its own. */
    defaults: Record<string, unknown>;
}

/** Configuration of a stack, as the program gets it. */
export interface StackConfig {
    /** Text of each key; keys have their namespace. */
    texts: Record<string, string>;
    secretKeys: string[];
    /** What is encrypted, by its path; the program gets a text that stands for it. */
    encrypted: Record<string, string>;
    /** Pulumi ESC environments, which are not read. */
    environments: string[];
}

type Yaml = Record<string, any>;

function readYaml(file: string): Yaml {
    try {
        return (load(readFileSync(file, "utf8"), { filename: file }) ?? {}) as Yaml;
    } catch (error) {
        throw new RenderError(`${file} cannot be read: ${(error as Error).message.split("\n")[0]}`);
    }
}

/** The value of a key in the block `config` of Pulumi.yaml: itself, or that of its declaration. */
function declaredValue(declaration: unknown): unknown {
    const isDeclaration = typeof declaration === "object" && declaration !== null && !Array.isArray(declaration);
    return isDeclaration ? ((declaration as Yaml).value ?? (declaration as Yaml).default) : declaration;
}

/**
 * Reads the Pulumi.yaml of a folder.
 * @throws RenderError where there is none, or it is of another language.
 */
export function readProject(folder: string): Project {
    const file = join(folder, "Pulumi.yaml");
    if (!existsSync(file)) {
        throw new RenderError(`There is no Pulumi.yaml in ${folder}: run the command in the folder of a Pulumi project`);
    }
    const { name, main, runtime, config, stackConfigDir } = readYaml(file);
    const { name: language, options } = typeof runtime === "string" ? { name: runtime, options: {} } : { options: {}, ...runtime };
    if (language !== "nodejs") {
        throw new RenderError(`${file} says the runtime "${language}": only programs of nodejs can be run here`);
    }
    const withNamespace = (key: string) => (key.includes(":") ? key : `${name}:${key}`);
    const defaults = Object.entries((config ?? {}) as Yaml).map(([key, value]) => [withNamespace(key), declaredValue(value)] as const);
    return {
        folder,
        name,
        main: join(folder, main ?? "."),
        typescript: options?.typescript === false ? undefined : { ...(options?.tsconfig && { tsconfig: options.tsconfig }) },
        stackFolder: join(folder, typeof config === "string" ? config : (stackConfigDir ?? ".")),
        defaults: typeof config === "string" ? {} : Object.fromEntries(defaults.filter(([, value]) => value !== undefined)),
    };
}

/** Name of a stack without its organization and project. */
export const shortName = (stack: string) => stack.split("/").pop() as string;

const stackFile = (project: Project, stack: string) => join(project.stackFolder, `Pulumi.${shortName(stack)}.yaml`);

/** Names of the stacks that have a file, in order. */
export function stackNames({ stackFolder }: Project): string[] {
    const files = existsSync(stackFolder) ? readdirSync(stackFolder) : [];
    return files.flatMap((file) => /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1] ?? []).sort();
}

/** Whether a stack has a file in the project. */
export const hasStack = (project: Project, stack: string) => stackNames(project).includes(shortName(stack));

/** A value in which texts stand for all that is encrypted, which is added to the map. */
function withStandIns(value: unknown, path: string, encrypted: Record<string, string>): unknown {
    if (Array.isArray(value)) {
        return value.map((item, i) => withStandIns(item, `${path}[${i}]`, encrypted));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const entries = Object.entries(value);
    if (entries.length === 1 && entries[0][0] === "secure" && typeof entries[0][1] === "string") {
        encrypted[path] = entries[0][1];
        return encryptedText(path);
    }
    return Object.fromEntries(entries.map(([key, inner]) => [key, withStandIns(inner, `${path}.${key}`, encrypted)]));
}

/** Imports of the block `environment`: a list, or a map with one. */
function environmentNames(environment: unknown): string[] {
    const imports = Array.isArray(environment) ? environment : ((environment as Yaml | undefined)?.imports ?? []);
    return imports.map((entry: unknown) => (typeof entry === "string" ? entry : Object.keys(entry as Yaml)[0]));
}

/** Reads a stack's configuration, with the defaults of its project; what is encrypted stays so. */
export function readStackConfig(project: Project, stack: string): StackConfig {
    const { config = {}, environment } = readYaml(stackFile(project, stack));
    const texts: Record<string, string> = {};
    const secretKeys: string[] = [];
    const encrypted: Record<string, string> = {};
    for (const [key, value] of Object.entries({ ...project.defaults, ...(config ?? {}) } as Yaml)) {
        const before = Object.keys(encrypted).length;
        const known = withStandIns(value, key, encrypted);
        texts[key] = typeof known === "string" ? known : JSON.stringify(known);
        if (Object.keys(encrypted).length > before) {
            secretKeys.push(key);
        }
    }
    return { texts, secretKeys, encrypted, environments: environmentNames(environment) };
}
