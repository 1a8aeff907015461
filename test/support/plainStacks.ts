// Pulumi's SDK reads the stack of an error for each of its promises, and ts-node maps each to the lines of TypeScript: a third of
// the time of all unit tests. So the lines in a failure's stack are those of the compiled code, unless MAPPED_STACKS asks for these.
if (!process.env.MAPPED_STACKS) {
    delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
}
