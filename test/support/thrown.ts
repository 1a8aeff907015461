import { expect } from "chai";

/** The message of the error, of a class, that an action throws. */
export function thrown(kind: new (message: string) => Error, action: () => unknown): string {
    try {
        action();
    } catch (error) {
        expect(error).to.be.instanceOf(kind);
        return (error as Error).message;
    }
    return expect.fail("no error where one was expected");
}
