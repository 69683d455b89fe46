import type { IndicationsOutput } from '@lamina/shared/contract/indications.ts';
import type { SharedSearch } from '../../lib/address.ts';

export interface PanelProps {
  readonly indications: IndicationsOutput;
  readonly shared: SharedSearch;
  /** Filters and data cut-off, one sentence each. */
  readonly basis: readonly string[];
}
