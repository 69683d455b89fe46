import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { Reference } from '@lamina/shared/contract/overview.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { useMemo } from 'react';
import { FunnelChart } from '../../charts/funnel-chart.tsx';
import type { FunnelPoint } from '../../charts/funnel-point.ts';
import { type ProviderStrip, ProviderStrips } from '../../charts/provider-strips.tsx';
import { formatCount, formatRange } from '../../lib/format.ts';
import { CompareKey } from './compare-key.tsx';
import { type ComparedRow, rowInWords } from './compared-row.ts';
import { tickInWords, valueInWords } from './measure-words.ts';

export interface ComparePictureProps {
  readonly comparison: CompareOutput;
  readonly indicator: Indicator;
  readonly rows: readonly ComparedRow[];
  readonly overdispersion: boolean;
  readonly reference: Reference | undefined;
  readonly label: string;
  readonly selected: number | undefined;
  readonly onSelect: (id: number | undefined) => void;
}

/** Rates and ratios as a funnel, stays and changes of scores side by side on one scale. */
export function ComparePicture(props: ComparePictureProps) {
  const { comparison, rows } = props;
  const { measure } = comparison;
  return (
    <div>
      {measure === 'median' || measure === 'mean' ? <Strips {...props} /> : <Funnel {...props} />}
      <CompareKey comparison={comparison} rows={rows} />
    </div>
  );
}

function Funnel({
  comparison,
  rows,
  overdispersion,
  reference,
  label,
  selected,
  onSelect,
}: ComparePictureProps) {
  const { measure, network, spread } = comparison;
  const points = useMemo(
    () =>
      rows.flatMap((row): FunnelPoint[] =>
        row.value === null
          ? []
          : [
              {
                id: row.id,
                name: row.name,
                size: row.expected ?? row.denominator,
                value: row.value,
                mark: row.mark,
                // Only of the one that is pointed at.
                get words() {
                  return rowInWords(row, comparison);
                },
              },
            ],
      ),
    [rows, comparison],
  );
  const centre = useMemo(() => {
    const value = measure === 'ratio' ? 1 : (network.value ?? 0);
    return { value, label: `All ${valueInWords(value, measure)}` };
  }, [measure, network]);
  const band = useMemo(
    () =>
      reference === undefined || measure !== 'proportion'
        ? null
        : {
            low: reference.low,
            high: reference.high,
            label: `Reference ${formatRange(reference.low, reference.high, reference.unit)}`,
          },
    [reference, measure],
  );
  const comparators = useMemo(
    () => comparison.comparators.map(({ name, operations, value }) => ({ name, size: operations, value })),
    [comparison],
  );
  const formatValue = useMemo(() => (value: number) => tickInWords(value, measure), [measure]);
  return (
    <FunnelChart
      points={points}
      limits={overdispersion && spread.state === 'estimated' ? spread.limits : comparison.limits}
      centre={centre}
      band={band}
      comparators={comparators}
      valueLabel={measure === 'ratio' ? 'Events seen ÷ events expected (O/E)' : 'Share of cases judged'}
      sizeLabel={measure === 'ratio' ? 'Events expected of the case mix' : 'Cases judged'}
      formatSize={formatCount}
      formatValue={formatValue}
      ceiling={measure === 'proportion' ? 1 : Number.POSITIVE_INFINITY}
      selected={selected}
      onSelect={onSelect}
      label={label}
    />
  );
}

function Strips({ comparison, rows, reference, label, selected, onSelect }: ComparePictureProps) {
  const { measure, network } = comparison;
  const strips = rows.map(
    (row): ProviderStrip => ({
      id: row.id,
      name: row.name,
      value: row.value,
      interval: row.interval,
      quartiles: row.stay === null ? null : { lower: row.stay.lowerQuartile, upper: row.stay.upperQuartile },
      shares:
        row.stay === null
          ? []
          : row.stay.histogram.map(({ nights, cases }) => ({
              value: nights,
              share: cases / (row.stay?.cases ?? 1),
            })),
      mark: row.mark,
      figure: row.value === null ? 'No data' : valueInWords(row.value, measure),
      words: rowInWords(row, comparison),
    }),
  );
  return (
    <ProviderStrips
      strips={strips}
      centre={network.value}
      band={
        reference === undefined
          ? null
          : {
              low: reference.low,
              high: reference.high,
              label: `Reference ${formatRange(reference.low, reference.high, reference.unit)}`,
            }
      }
      axisLabel={measure === 'median' ? 'Nights in hospital' : 'Points, positive is better'}
      formatValue={String}
      selected={selected}
      onSelect={onSelect}
      label={label}
    />
  );
}
