const tseslint = require("typescript-eslint");

/** Forbids imports from places that a file may not know: DESIGN's one-way imports. */
const mayNotImport = (files, patterns, message, allowTypeImports = false) => ({
    files,
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [{ regex: patterns, message, allowTypeImports }] }] },
});

module.exports = tseslint.config(
    { ignores: ["bin/", "node_modules/", "eslint.config.js"] },
    ...tseslint.configs.recommended,
    {
        rules: {
            // Helm values and config are maps of anything.
            "@typescript-eslint/no-explicit-any": "off",
            "max-lines": ["error", 250],
            "no-console": "error",
            eqeqeq: "error",
        },
    },
    mayNotImport(
        ["components/*.ts", "components/validation/*.ts"],
        "(^|/)(index|config|globalStack)$|^\\.\\./\\.\\./(index|config)|(^|/)cli/",
        "Components know neither the program nor its configuration.",
    ),
    mayNotImport(
        ["components/values/**/*.ts"],
        "^@pulumi/kubernetes|^@pulumi/random|validation|Prometheus$|/release$|/grafanaAdmin$|(^|/)(index|config)$",
        "Values are pure: they know args, defaults and each other.",
    ),
    mayNotImport(
        ["cli/**/*.ts"],
        "^@pulumi/|^@kubernetes|(^|/)(demo|test|scripts)/|^(\\.\\./)+(index|config|globalStack)$",
        "Commands start fast, and run where the package is installed: they know components' pure parts only, and types.",
        true,
    ),
    mayNotImport(["render/**/*.ts"], "(^|/)(cli|demo|policy|scripts|test)/|^(\\.\\./)+(index|config|globalStack)$", "What renders knows neither the commands nor the program.", true),
    mayNotImport(
        ["policy/**/*.ts"],
        "^@pulumi/(?!policy$)|(^|/)(cli|demo|test|scripts)/|^(\\.\\./)+(index|config|globalStack)$|components/(index|.*Prometheus)$",
        "Policies start fast, and judge what any program registers: they know components' pure parts only.",
    ),
    mayNotImport(["chartRepository.ts", "config.ts", "globalStack.ts"], "(^|/)index$|^\\./(demo|test|scripts)", "The configuration does not know the program."),
    { files: ["bench/**/*.ts", "demo/**/*.ts", "render/console.ts", "scripts/**/*.ts"], rules: { "no-console": "off" } },
    {
        files: ["test/**/*.ts"],
        rules: { "no-console": "off", "@typescript-eslint/no-require-imports": "off", "@typescript-eslint/no-implied-eval": "off" },
    },
);
