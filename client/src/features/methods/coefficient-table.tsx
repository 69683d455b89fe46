import type { FittedRiskModel } from '@lamina/shared/contract/risk-model.ts';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import { formatProportion, formatRatio } from '../../lib/format.ts';

type Coefficient = FittedRiskModel['coefficients'][number];

const Z = 1.96;
const DECIMALS = 3;

const COLUMNS: readonly TableColumn<Coefficient>[] = [
  {
    id: 'column',
    heading: 'Column',
    value: ({ column }) => column,
    text: ({ column }) => column,
    numeric: false,
  },
  {
    id: 'estimate',
    heading: 'Log odds',
    value: ({ estimate }) => estimate,
    text: ({ estimate }) => signed(estimate),
    numeric: true,
  },
  {
    id: 'error',
    heading: 'Standard error',
    value: ({ standardError }) => standardError,
    text: ({ standardError }) => standardError.toFixed(DECIMALS),
    numeric: true,
  },
  {
    id: 'ratio',
    heading: 'Odds ratio (95 % CI)',
    value: ({ covariate, estimate }) => (covariate === null ? null : estimate),
    text: ({ covariate, estimate, standardError }) =>
      covariate === null
        ? ''
        : `${formatRatio(Math.exp(estimate))} (${formatRatio(Math.exp(estimate - Z * standardError))}–${formatRatio(Math.exp(estimate + Z * standardError))})`,
    numeric: true,
  },
  {
    id: 'mean',
    heading: 'Share or mean of cases',
    value: ({ mean }) => mean,
    text: ({ column, covariate, mean }) =>
      covariate === null ? '' : column.includes('=') ? formatProportion(mean) : mean.toFixed(1),
    numeric: true,
  },
];

export interface CoefficientTableProps {
  readonly model: FittedRiskModel;
  readonly caption: string;
}

/** Everything that is needed to work out the expected risk of a case by hand. */
export function CoefficientTable({ model, caption }: CoefficientTableProps) {
  return (
    <DataTable
      caption={caption}
      columns={COLUMNS}
      rows={model.coefficients}
      rowKey={({ column }) => column}
    />
  );
}

function signed(value: number): string {
  return value.toFixed(DECIMALS).replace('-', '−');
}
