import { AlertCase } from "../../support/promtool";
import { byUser, own } from "./series";

const errors = (reason: string) => own("vmauth_http_request_errors_total", `,reason="${reason}"`);

export const gatewayCases: AlertCase[] = [
    {
        alert: "GatewayRefusesRequests",
        that: "an edge comes with a wrong password for a while; a client that hangs up is none",
        series: { [errors("invalid_auth_token")]: "0x5 10+10x10 110x30", [errors("client_canceled")]: "0+100x45" },
        firing: { "5m": [], "8m": [], "13m": ["global"], "40m": [] },
    },
    {
        alert: "GatewayRefusesRequests",
        that: "a request now and then is none",
        series: { [errors("invalid_auth_token")]: "0 0 1 1 1 2 2 3x30" },
        firing: { "10m": [], "20m": [] },
    },
    {
        alert: "GatewayCannotForward",
        that: "what one edge writes cannot be passed on for a while",
        series: { [byUser("request_backend_errors", "paris")]: "0x5 5+5x20 105x30", [byUser("request_backend_errors", "tokyo")]: "3x55" },
        firing: { "14m": [], "18m": ["paris"], "45m": [] },
    },
    {
        alert: "GatewayCannotForward",
        that: "a restart of the receiver is none",
        series: { [byUser("request_backend_errors", "paris")]: "0x5 5 10 15 20x40" },
        firing: { "10m": [], "16m": [], "17m": [], "18m": [] },
    },
];

export const relayCases: AlertCase[] = [
    {
        alert: "RelayDropsSamples",
        that: "the receiver refuses what the relay sends, and then the relay's volume is full",
        series: {
            [own("vmagent_remotewrite_packets_dropped_total", ',url="1:secret-url"')]: "0x5 1+1x5 6x60",
            [own("vm_persistentqueue_blocks_dropped_total", ',path="p"')]: "0x40 1+1x5 6x25",
        },
        firing: { "5m": [], "8m": ["global"], "30m": [], "44m": ["global"], "65m": [] },
    },
];
