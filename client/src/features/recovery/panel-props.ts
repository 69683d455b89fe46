import type { ProcedureRecovery } from '@lamina/shared/contract/recovery.ts';
import type { SharedSearch } from '../../lib/address.ts';

export interface PanelProps {
  readonly procedures: readonly ProcedureRecovery[];
  readonly shared: SharedSearch;
  /** Filters and data cut-off, one sentence each. */
  readonly basis: readonly string[];
}
