/** Runs a script, which ends with the status that it returns, or with 2 and one line where it throws. */
export function runScript(main: () => Promise<number>): void {
    main().then(
        (status) => {
            process.exitCode = status;
        },
        (error: Error) => {
            console.error(error.message);
            process.exitCode = 2;
        },
    );
}
