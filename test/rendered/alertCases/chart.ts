import { AlertCase } from "../../support/promtool";
import { up } from "./series";

export const chartCases: AlertCase[] = [
    {
        alert: "KubernetesComponentAbsent",
        that: "kube-proxy of an edge goes and returns; a cluster that never had one, and a silent edge, are none",
        series: {
            [up("paris")]: "1x80",
            [up("paris", "kube-proxy")]: "1x10 _x40 1x30",
            [up("tokyo")]: "1x80",
            [up("tokyo", "apiserver")]: "0x80",
            [up("rome")]: "1x10 _x70",
            [up("rome", "kube-proxy")]: "1x10 _x70",
        },
        firing: { "10m": [], "29m": [], "31m": ["paris"], "50m": ["paris"], "51m": [], "80m": [] },
    },
    {
        alert: "KubernetesComponentAbsent",
        that: "what never answered is switched off, as `platform` does at one edge; another edge has it, and loses it",
        series: {
            [up("paris")]: "1x80",
            [up("paris", "kube-proxy")]: "0x10 _x70",
            [up("tokyo")]: "1x80",
            [up("tokyo", "kube-proxy")]: "1x10 _x70",
        },
        firing: { "20m": [], "31m": ["tokyo"], "80m": ["tokyo"] },
    },
    {
        alert: "KubernetesComponentAbsent",
        that: "what is gone for a day is not missed any more",
        series: { [up("paris")]: "1x1500", [up("paris", "kube-scheduler")]: "1x10 _x1490" },
        firing: { "1440m": ["paris"], "1455m": [] },
    },
    {
        alert: "KubernetesComponentUnreachable",
        that: "one kube-proxy does not answer, and then does; another job does not matter",
        series: {
            [up("paris", "kube-proxy")]: "1x5 0x20 1x20",
            'up{cluster="paris",job="kube-proxy",instance="b"}': "1x50",
            [up("tokyo")]: "0x50",
        },
        firing: { "20m": [], "22m": ["paris"], "25m": ["paris"], "27m": [] },
    },
    {
        alert: "PrometheusWithoutAlertmanager",
        that: "the global Prometheus finds none for a while; an agent never has one",
        series: {
            'prometheus_notifications_alertmanagers_discovered{cluster="global"}': "1x5 0x25 1x20",
            'prometheus_notifications_alertmanagers_discovered{cluster="paris"}': "0x50",
        },
        firing: { "10m": [], "22m": ["global"], "33m": [] },
    },
];
