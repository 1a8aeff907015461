import { droppedSamples, failedSamples, lastSentTime, queueLag, retriedSamples, shardsDesired, shardsMax } from "../expressions";
import { Alert } from "../rule";

const queue = "The queue of {{ $labels.cluster }} to {{ $labels.url }}";

/** Alerts of the queues that edges send from, to this receiver and to any other. */
export const queueAlerts: Alert[] = [
    {
        name: "RemoteWriteBehind",
        severity: "warning",
        expr: `${queueLag()} > 120`,
        for: "5m",
        summary: "{{ $labels.cluster }} is {{ $value | humanizeDuration }} behind",
        description: `${queue} has sent nothing newer than {{ $value | humanizeDuration }}. From outageTolerance on, samples are lost.`,
    },
    {
        name: "RemoteWriteShardsAtLimit",
        severity: "warning",
        expr: `${shardsDesired()} >= ${shardsMax()}`,
        for: "10m",
        summary: "{{ $labels.cluster }} sends with all the shards that it may have",
        description:
            `${queue} needs {{ printf "%.1f" $value }} shards to keep up, and queueConfig.maxShards allows no more. Raise it on the edge's stack: ` +
            "pulumi config set --path queueConfig.maxShards 20 && pulumi up. That starts the queue anew: what waits to be sent is lost.",
    },
    {
        name: "RemoteWriteSamplesFailed",
        severity: "critical",
        expr: `${failedSamples()} > 0`,
        for: "1m",
        summary: "{{ $labels.cluster }} loses samples: they are refused",
        description: `${queue} had {{ printf "%.0f" $value }} samples refused for good in five minutes. They are lost; the agent's log says why.`,
    },
    {
        name: "RemoteWriteSamplesDropped",
        severity: "critical",
        expr: `${droppedSamples()} > 0`,
        for: "1m",
        summary: "{{ $labels.cluster }} loses samples: it gave them up",
        description: `${queue} gave up {{ printf "%.0f" $value }} samples in five minutes, such as those older than queueConfig.sampleAgeLimit. They are lost.`,
    },
    {
        name: "RemoteWriteSamplesRetried",
        severity: "warning",
        expr: `${retriedSamples()} > 0`,
        for: "15m",
        summary: "{{ $labels.cluster }} sends samples again and again",
        description: `${queue} has sent samples again for a quarter of an hour. Nothing is lost yet; the receiver or the way to it is at its limit.`,
    },
    {
        name: "RemoteWriteNeverSent",
        severity: "critical",
        expr: `${lastSentTime()} == 0`,
        for: "15m",
        summary: "{{ $labels.cluster }} has never written to {{ $labels.url }}",
        description: `${queue} has sent nothing since its agent started. See the agent's log for a wrong address or credential.`,
    },
];
