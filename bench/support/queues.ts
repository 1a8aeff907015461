import { globalRemoteWrite } from "../../components/values/remoteWrite";
import { Values } from "../../components/values/merge";

/** The queues that are compared, in the operator's words. */
export const queues: Record<string, Values> = {
    "Prometheus' default": {},
    "this project's": globalRemoteWrite({ clusterName: "paris", remoteWriteUrl: "" }, {}).queueConfig,
};

/** What this project's queue is. */
export const ownQueueText = `This project's queue: ${Object.entries(queues["this project's"]).map(([key, value]) => `\`${key}: ${value}\``).join(", ")}.`;

/** A network's, in milliseconds: without it one connection would be as good as ten. */
export const roundTripMs = 50;
