import { createHash } from "crypto";
import { existsSync, readFileSync } from "fs";
import { createRequire } from "module";
import { basename, join } from "path";
import { cacheFolder, keep } from "./cache";
import { Project } from "./project";

/** What of ts-node is used, which each version has. */
interface Compiler {
    compile(code: string, file: string): string;
}

/** The project's ts-node, else the one that Pulumi brings. Types are not checked: that is not what a render is for. */
function createCompiler(project: Project, tsconfig: string | undefined): Compiler {
    const require = createRequire(join(project.folder, "package.json"));
    const options = { transpileOnly: true, ...(tsconfig === undefined ? { skipProject: true } : { project: tsconfig }) };
    const compilerOptions = { target: "es2020", module: "commonjs", moduleResolution: "node", esModuleInterop: true, sourceMap: false };
    try {
        return require("ts-node").create({ ...options, compilerOptions: tsconfig === undefined ? compilerOptions : { module: "commonjs" } });
    } catch {
        const typescript = require("@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js");
        return { compile: (code, file) => typescript.transpileModule(code, { fileName: file, compilerOptions }).outputText };
    }
}

/** The tsconfig.json that the project names, or has. */
function tsconfigOf({ folder, typescript }: Project): string | undefined {
    const file = join(folder, typescript?.tsconfig ?? "tsconfig.json");
    return existsSync(file) ? file : undefined;
}

/** Compiles by ts-node what it did not compile before: that takes longer than all else together. */
class CachedCompiler {
    private readonly known = new Map<string, string>();
    private readonly tsconfig: string | undefined;
    private readonly settings: string;
    private compiler: Compiler | undefined;

    constructor(private readonly project: Project) {
        this.tsconfig = tsconfigOf(project);
        this.settings = this.tsconfig === undefined ? "" : readFileSync(this.tsconfig, "utf8");
    }

    compile(code: string, file: string): string {
        const key = createHash("sha256").update([process.version, this.settings, basename(file), code].join("\0")).digest("hex");
        const kept = join(cacheFolder(), "programs", `${key}.js`);
        let compiled = this.known.get(key) ?? (existsSync(kept) ? readFileSync(kept, "utf8") : undefined);
        if (compiled === undefined) {
            this.compiler ??= createCompiler(this.project, this.tsconfig);
            compiled = this.compiler.compile(code, file);
            keep(kept, compiled);
        }
        this.known.set(key, compiled);
        return compiled;
    }
}

type Extension = (module: NodeJS.Module, file: string) => void;

/** Lets `require` load the project's TypeScript, unless something else does already. */
export function registerTypeScript(project: Project): void {
    const extensions = require.extensions as Record<string, Extension>;
    if (project.typescript === undefined || ".ts" in extensions) {
        return;
    }
    const compiler = new CachedCompiler(project);
    extensions[".ts"] = (module, file) => {
        const code = compiler.compile(readFileSync(file, "utf8"), file);
        (module as NodeJS.Module & { _compile(code: string, file: string): void })._compile(code, file);
    };
}
