/** A stack cannot be rendered; the message says why, and what to do. */
export class RenderError extends Error {}

/** There is no helm. */
export const helmMissing = () => new RenderError("helm, which renders the chart, is not on PATH: https://helm.sh/docs/intro/install/");
