import { thanosChart } from "../chart";
import { Receiver, WriteLimits } from "../thanosArgs";
import { unknownThanosKeys } from "../values/chartKeys";
import { replicationFactor } from "../values/thanos";
import { check, integer, map, oneOf, quantity, text } from "./checks";
import { unknownKeyProblems } from "./keys";
import { isKnown, Problem } from "./problem";
import { Checked, unknownValues } from "./release";

const isMap = (value: unknown): value is Checked => isKnown(value) && map.holds(value);

/** The configuration of a bucket may hold its key, so no error shows it. */
function bucketProblems(configuration: unknown): Problem[] {
    const isRight = !isKnown(configuration) || text.holds(configuration);
    return isRight ? [] : [{ path: "objectStorage.configuration", reason: "must be a text, with Thanos' configuration of a bucket as YAML", confidential: true }];
}

function objectStorageProblems(storage: unknown): Problem[] {
    if (storage === undefined) {
        return [{ path: "objectStorage", reason: 'is not set; the receiver "thanos" must know where to keep its blocks', example: { secretName: "thanos-object-storage" } }];
    }
    if (!isMap(storage)) {
        return check("objectStorage", storage, map);
    }
    const { configuration, secretName, secretKey, fileSystem } = storage;
    const places = [configuration, secretName, fileSystem].filter((place) => place !== undefined);
    return [
        ...unknownKeyProblems("objectStorage", storage, ["configuration", "secretName", "secretKey", "fileSystem"]),
        ...(places.length === 1
            ? []
            : [{ path: "objectStorage", reason: "must have exactly one of configuration, that of a bucket, secretName, a Secret that holds it, and fileSystem, a volume for trying it" }]),
        ...(secretKey !== undefined && secretName === undefined ? [{ path: "objectStorage.secretKey", reason: "has a meaning only with secretName; remove it" }] : []),
        ...bucketProblems(configuration),
        ...check("objectStorage.secretName", secretName, text),
        ...check("objectStorage.secretKey", secretKey, text),
        ...check("objectStorage.fileSystem", fileSystem, map),
        ...(isMap(fileSystem)
            ? [...unknownKeyProblems("objectStorage.fileSystem", fileSystem, ["storageSize"]), ...check("objectStorage.fileSystem.storageSize", fileSystem.storageSize, { ...quantity, example: "10Gi" })]
            : []),
    ];
}

const limitKeys = ["series", "requestSize", "concurrentRequests"] satisfies (keyof WriteLimits)[];

function writeLimitsProblems(path: string, limits: Checked, more: string[] = []): Problem[] {
    return [
        ...unknownKeyProblems(path, limits, [...limitKeys, ...more]),
        ...check(`${path}.series`, limits.series, integer(1, 1_000_000_000, 1_000_000)),
        ...check(`${path}.requestSize`, limits.requestSize, { ...quantity, example: "4Mi" }),
        ...check(`${path}.concurrentRequests`, limits.concurrentRequests, integer(1, 10_000, 50)),
    ];
}

function limitsProblems(args: Checked): Problem[] {
    const { limits } = args;
    if (!isMap(limits)) {
        return check("limits", limits, map);
    }
    const problems = [...writeLimitsProblems("limits", limits, ["edges"]), ...check("limits.edges", limits.edges, map)];
    const ofEdges = isMap(limits.edges) ? Object.entries(limits.edges) : [];
    return ofEdges.reduce((all, [edge, own]): Problem[] => {
        const path = `limits.edges.${edge}`;
        if (!(args.edges ?? []).includes(edge)) {
            return [...all, { path, reason: "is of no edge in the list edges; remove it" }];
        }
        return [...all, ...(isMap(own) ? writeLimitsProblems(path, own) : check(path, own, map))];
    }, problems);
}

function thanosChartProblems(thanos: unknown): Problem[] {
    if (!isMap(thanos)) {
        return check("thanos", thanos, map);
    }
    const isTested = thanos.chart === undefined && (thanos.chartVersion ?? thanosChart.version) === thanosChart.version;
    return [
        ...unknownKeyProblems("thanos", thanos, ["ingesters", "chart", "chartVersion", "values"]),
        ...check("thanos.ingesters", thanos.ingesters, integer(replicationFactor, 1000, replicationFactor)),
        ...check("thanos.chart", thanos.chart, text),
        ...check("thanos.chartVersion", thanos.chartVersion, text),
        ...check("thanos.values", thanos.values, map),
        ...(isMap(thanos.values) ? unknownValues("thanos.values", unknownThanosKeys(thanos.values), `the Thanos chart ${thanosChart.version}`, isTested) : []),
    ];
}

/** What is wrong with the args of the receiver, and with those that another receiver has. */
export function thanosProblems(args: Checked): Problem[] {
    if (args.receiver !== Receiver.Thanos) {
        const meaningless = ["objectStorage", "limits", "thanos"].filter((path) => isKnown(args[path]));
        return [
            ...check("receiver", args.receiver, oneOf(...Object.values(Receiver))),
            ...meaningless.map((path) => ({ path, reason: 'has a meaning only with the receiver "thanos"; set that, or remove it' })),
        ];
    }
    const reasons = {
        retentionSize: 'has no meaning with the receiver "thanos", whose bucket has no such limit; remove it',
        enforceClusterLabel: 'is always so with the receiver "thanos", where the credential decides the label; remove it',
        relayStorageSize: 'has no meaning with the receiver "thanos", which has no relays; remove it',
    };
    return [
        ...(args.gateway === false ? [{ path: "gateway", reason: 'must be on with the receiver "thanos": an edge\'s credential decides its tenant; remove it' }] : []),
        ...Object.entries(reasons)
            .filter(([path]) => isKnown(args[path]))
            .map(([path, reason]) => ({ path, reason })),
        ...objectStorageProblems(args.objectStorage),
        ...limitsProblems(args),
        ...thanosChartProblems(args.thanos),
    ];
}
