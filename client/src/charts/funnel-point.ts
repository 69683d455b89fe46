export interface FunnelPoint {
  readonly id: number;
  readonly name: string;
  /** Place on the horizontal axis: cases judged, or events expected. */
  readonly size: number;
  readonly value: number;
  readonly mark: FunnelMark;
  /** Name, value, count, interval and verdict, as the tooltip lists them and a screen reader says them. */
  readonly words: readonly string[];
}

/** Inside chance, beyond the 95 % or 99.8 % limits on the side hoped for or not (or where neither is), or too few cases to tell. */
export type FunnelMark =
  | 'inside'
  | 'untold'
  | 'alert-worse'
  | 'alert-better'
  | 'alert'
  | 'alarm-worse'
  | 'alarm-better'
  | 'alarm';

export interface FunnelLimit {
  readonly size: number;
  readonly lowerAlarm: number;
  readonly lowerAlert: number;
  readonly upperAlert: number;
  readonly upperAlarm: number;
}

export interface FunnelBand {
  readonly low: number;
  readonly high: number;
  readonly label: string;
}

/** A published figure of somebody else's. */
export interface FunnelComparator {
  readonly name: string;
  readonly size: number;
  readonly value: number;
}

export function isSignal(mark: FunnelMark): boolean {
  return mark !== 'inside' && mark !== 'untold';
}
