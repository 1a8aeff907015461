import { Benchmark } from "./benchmark";
import { fleet } from "./fleet";
import { receive } from "./receive";

/** All benchmarks, in the order in which they run. */
export const benchmarks: Benchmark[] = [receive, fleet];
