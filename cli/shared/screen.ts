/** A stream that may be a terminal. */
export interface Screen {
    write(text: string): unknown;
    isTTY?: boolean;
    columns?: number;
}

/** Whether standard output shows colours. */
export const showsColour = () => process.stdout.isTTY === true && !process.env.NO_COLOR;
