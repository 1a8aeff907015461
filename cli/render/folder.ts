import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "fs";
import { dirname, join, resolve } from "path";
import { CannotTell } from "../errors";
import { fileHeader, fileOf, fileText, RenderedObject } from "../../render/objects";

/** Lists the files that a render wrote, so that the next one takes away those it does not write. */
const listName = "objects.txt";

/** Definitions as bytes: they are most of what is written, and the same in each stack. */
const definitions = new Map<string, Buffer>();

function fileBytes(object: RenderedObject): Buffer {
    if (object.kind !== "CustomResourceDefinition") {
        return Buffer.from(fileText(object));
    }
    const text = definitions.get(object.text) ?? Buffer.from(object.text);
    definitions.set(object.text, text);
    return Buffer.concat([Buffer.from(fileHeader(object)), text]);
}

/** Makes the folder, a level at a time: where that cannot be, Node's own recursion may go on for ever. */
function makeFolder(folder: string): void {
    const path = resolve(folder);
    try {
        if (!existsSync(dirname(path))) {
            makeFolder(dirname(path));
        }
        if (!existsSync(path)) {
            mkdirSync(path);
        }
        accessSync(path, constants.W_OK);
    } catch (error) {
        throw error instanceof CannotTell ? error : new CannotTell(`--out ${folder} cannot be written: ${(error as Error).message.split(",")[0]}`);
    }
    if (!statSync(path).isDirectory()) {
        throw new CannotTell(`--out ${folder} is a file: name a folder`);
    }
}

/**
 * Writes one file an object into a folder. Other files there stay.
 * @throws CannotTell where the folder cannot be written.
 */
export function writeObjects(folder: string, objects: RenderedObject[]): void {
    makeFolder(folder);
    const list = join(folder, listName);
    const earlier = existsSync(list) ? readFileSync(list, "utf8").split("\n").filter(Boolean) : [];
    const files = objects.map(fileOf);
    for (const file of earlier.filter((name) => !files.includes(name) && !name.includes(".."))) {
        rmSync(join(folder, file), { force: true });
    }
    for (const object of objects) {
        const file = join(folder, fileOf(object));
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, fileBytes(object));
    }
    writeFileSync(list, files.map((file) => `${file}\n`).join(""));
}
