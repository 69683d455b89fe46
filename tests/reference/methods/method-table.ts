/** One column of a golden data set, or the whole of it, by name. */
export interface GoldenDataset {
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}

export interface GoldenContext {
  /** Reads the data set that a case refers to by its path relative to the family file. */
  readonly dataset: (path: string) => GoldenDataset;
}

/** Runs one golden case: its `input` object in, the object that is compared with `expected` out. */
export type GoldenMethod = (input: never, context: GoldenContext) => unknown;

export type MethodTable = Readonly<Record<string, GoldenMethod>>;
