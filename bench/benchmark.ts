/** How a benchmark is run. */
export interface RunOptions {
    rounds: number;
    /** Whether it is to be over soon: fewer and shorter measurements, good for a look only. */
    quick: boolean;
    /** Tells how far it is. */
    tell: (line: string) => void;
}

/** A table of figures, and the sentences that say what they are. */
export interface Table {
    text: string;
    columns: string[];
    rows: string[][];
}

/** What a benchmark found. */
export interface Findings {
    tables: Table[];
    /** The figures behind the tables: the value of each round. */
    figures: Record<string, number[]>;
}

/** One of the benchmarks. */
export interface Benchmark {
    name: string;
    /** What it measures, in a line. */
    summary: string;
    /** Programs that it needs on PATH. */
    programs: string[];
    /** What else it needs and is not there, if anything. */
    missing?: () => string | undefined;
    /** Rounds by default. */
    rounds: number;
    run(options: RunOptions): Promise<Findings>;
}
