/** Images of what is not the chart's, by digestless tag: tested together with the chart's version. */
export const images = {
    vmauth: "docker.io/victoriametrics/vmauth:v1.140.0",
    vmagent: "docker.io/victoriametrics/vmagent:v1.140.0",
} as const;
