import { homedir } from "os";

/** A path that may begin in the user's home, as `~/…`. */
export const atHome = (path: string) => path.replace(/^~(?=\/)/, homedir());
