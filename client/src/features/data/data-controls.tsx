import { CompletenessColumns } from '@lamina/shared/contract/data-quality.ts';
import { SegmentedControl } from '@mantine/core';
import field from '../../components/field.module.css';

export interface DataControlsProps {
  readonly columns: CompletenessColumns;
  /** Whether hospitals are the rows already. */
  readonly oneField: boolean;
  readonly onChange: (columns: CompletenessColumns) => void;
}

/** What the columns of the table are. */
export function DataControls({ columns, oneField, onChange }: DataControlsProps) {
  return (
    <div className={field.field}>
      <span className={field.label} id="columns-label">
        Columns
      </span>
      <SegmentedControl
        size="xs"
        aria-labelledby="columns-label"
        transitionDuration={0}
        value={columns}
        onChange={(value) => onChange(CompletenessColumns.parse(value))}
        data={[
          { value: 'quarter', label: 'Quarters' },
          { value: 'month', label: 'Months' },
          ...(oneField ? [] : [{ value: 'hospital', label: 'Hospitals' }]),
        ]}
      />
    </div>
  );
}
