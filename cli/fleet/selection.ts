import { meant } from "../../components/nearestKey";
import { CannotTell } from "../errors";
import { matcher } from "../shared/glob";
import { Cluster, Fleet } from "./definition";

/**
 * The clusters that `--only` means, all without it; global first, the edges as in the file.
 * @throws CannotTell where a glob means none.
 */
export function select({ global, edges }: Fleet, only?: string): Cluster[] {
    const clusters = [global, ...edges];
    if (only === undefined) {
        return clusters;
    }
    const globs = only.split(",").map((text) => text.trim()).map((glob) => ({ glob, means: matcher(glob) }));
    const names = clusters.map(({ name }) => name);
    for (const { glob, means } of globs) {
        if (!names.some(means)) {
            throw new CannotTell(`--only ${glob} is no cluster of the fleet${meant(glob, names, `: there are ${names.join(", ")}`)}`);
        }
    }
    return clusters.filter(({ name }) => globs.some(({ means }) => means(name)));
}
