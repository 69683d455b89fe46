export interface StayColumn {
  /** '3', or 'more' for everything beyond the last night shown. */
  readonly label: string;
  readonly cases: number;
  /** Share of all stays, 0–1. */
  readonly share: number;
}
