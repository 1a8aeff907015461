/** Imports a package that has ES modules only: TypeScript would turn a plain import() into a require(). */
export const importEsm = new Function("specifier", "return import(specifier)") as (specifier: string) => Promise<any>;
