export * from "./alertingArgs";
export * from "./args";
export { chart } from "./chart";
export { defaults } from "./defaults";
export { EdgePrometheus } from "./edgePrometheus";
export { GlobalPrometheus } from "./globalPrometheus";
export * from "./remoteWriteAuth";
export * from "./thanosArgs";
