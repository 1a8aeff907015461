import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "fs";
import { dirname, join } from "path";
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

/** Writes one file an object into a folder. Other files there stay. */
export function writeObjects(folder: string, objects: RenderedObject[]): void {
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
