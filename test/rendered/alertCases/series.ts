/** A target of an edge's agent, or of global's Prometheus. */
export const up = (cluster: string, job = "node-exporter") => `up{cluster="${cluster}",job="${job}",instance="a"}`;

/** A series of the global cluster "global", with further labels. */
export const own = (metric: string, more: string) => `${metric}{cluster="global",pod="p"${more}}`;

/** A counter of the gateway by user. */
export const byUser = (metric: string, username: string) => own(`vmauth_user_${metric}_total`, `,username="${username}"`);
