/** A stack cannot be rendered; the message says why, and what to do. */
export class RenderError extends Error {}
