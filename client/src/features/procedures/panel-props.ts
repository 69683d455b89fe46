import type { ProceduresOutput } from '@lamina/shared/contract/procedures.ts';
import type { SharedSearch } from '../../lib/address.ts';

export interface PanelProps {
  readonly procedures: ProceduresOutput;
  readonly shared: SharedSearch;
  /** Filters and data cut-off, one sentence each. */
  readonly basis: readonly string[];
}
