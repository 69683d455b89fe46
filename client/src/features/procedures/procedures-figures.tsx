import type { ProceduresOutput } from '@lamina/shared/contract/procedures.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Indication } from '@lamina/shared/domain/surgical-case.ts';
import { Link } from '@tanstack/react-router';
import { Panels } from '../../components/panels.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCases } from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';
import { CaseMixPanel } from './case-mix-panel.tsx';
import { ChangePanel } from './change-panel.tsx';
import { IndicatorPanel } from './indicator-panel.tsx';
import { NightsPanel } from './nights-panel.tsx';
import styles from './procedures-screen.module.css';
import { ReturnPanel } from './return-panel.tsx';

export interface ProceduresFiguresProps {
  readonly procedures: ProceduresOutput;
  readonly filter: CaseFilter;
  readonly shared: SharedSearch;
  /** Filters and data cut-off, one sentence each. */
  readonly basis: readonly string[];
}

/** The indications for which both are done often. */
const BOTH_DONE: readonly Indication[] = ['stenosis', 'spondylolisthesis', 'disc-herniation'];

/** What the two groups are, then how they differ: before, during and after. */
export function ProceduresFigures({ procedures, filter, shared, basis }: ProceduresFiguresProps) {
  const { decompression, fusion } = procedures.groups;
  const { indications, ...others } = shared;
  const only = filter.indications?.length === 1 ? filter.indications[0] : undefined;
  const panel = { procedures, shared, basis };
  return (
    <>
      <p className={styles.note}>
        <strong>Association, not effect.</strong> {formatCases(decompression)} of decompression alone
        (laminectomy or discectomy) beside {formatCases(fusion)} with fusion. Surgeons choose fusion for other
        patients, so what differs afterwards may come from who was operated on as well as from the operation.
        Adjusting takes out only what is recorded.
      </p>
      <nav className={`${styles.alike} screen-only`} aria-label="Like with like">
        <span>Like with like:</span>
        <Link
          to="/procedures"
          search={others}
          {...(filter.indications === undefined ? { 'aria-current': 'true' } : {})}
        >
          All indications
        </Link>
        {BOTH_DONE.map((indication) => (
          <Link
            key={indication}
            to="/procedures"
            search={{ ...others, indications: [indication] }}
            {...(only === indication ? { 'aria-current': 'true' } : {})}
          >
            {inWords(indication)}
          </Link>
        ))}
      </nav>
      <Panels>
        <CaseMixPanel {...panel} />
        <IndicatorPanel {...panel} />
        <NightsPanel {...panel} />
        <ChangePanel {...panel} />
        <ReturnPanel {...panel} />
      </Panels>
    </>
  );
}
