/** A stream that may be a terminal. */
export interface Screen {
    write(text: string): unknown;
    isTTY?: boolean;
    columns?: number;
}
