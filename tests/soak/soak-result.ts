/** What a soak found: figures for the table, and what must not have happened. */
export interface SoakResult {
  readonly figures: Readonly<Record<string, string | number>>;
  readonly misses: readonly string[];
}
