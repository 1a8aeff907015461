declare module "snappyjs" {
    export function compress(content: Buffer): Buffer;
}
