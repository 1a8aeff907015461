import { Benchmark } from "./benchmark";
import { fleet } from "./fleet";
import { footprint } from "./footprint";
import { objects } from "./objects";
import { preview } from "./preview";
import { receive } from "./receive";
import { recovery } from "./recovery";
import { fleetReturn } from "./return";
import { simulated } from "./simulated";

/** All benchmarks, in the order in which they run. */
export const benchmarks: Benchmark[] = [receive, simulated, footprint, objects, recovery, fleetReturn, preview, fleet];
