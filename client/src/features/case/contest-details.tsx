import type { SurgeonChoice } from '@lamina/shared/contract/reviews.ts';
import { EVENT_KINDS, INFECTION_DEPTHS } from '@lamina/shared/domain/event.ts';
import { INDICATIONS, URGENCIES } from '@lamina/shared/domain/surgical-case.ts';
import { describeEventKind } from '@lamina/shared/indicators/describe-criterion.ts';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { inWords } from '../../lib/words.ts';
import type { DraftContest } from './contest-kinds.ts';
import styles from './review-drawer.module.css';

export interface ContestDetailsProps {
  readonly contest: DraftContest;
  readonly surgeons: readonly SurgeonChoice[];
  readonly onChange: (contest: DraftContest) => void;
}

/** What it should be instead, where the kind of contest leaves that open. */
export function ContestDetails({ contest, surgeons, onChange }: ContestDetailsProps) {
  const set = (name: string, value: unknown) => onChange({ ...contest, [name]: value });
  switch (contest.kind) {
    case 'event-otherwise':
    case 'event-missing':
      return (
        <EventFields
          event={contest.corrected as Readonly<Record<string, unknown>>}
          onChange={(corrected) => set('corrected', corrected)}
        />
      );
    case 'surgeon':
      return (
        <NativeSelect
          label="Who was it?"
          description="Leave it open if you do not know: whoever decides can name the surgeon."
          size="sm"
          value={contest.surgeon === null ? '' : String(contest.surgeon)}
          onChange={({ currentTarget: { value } }) => set('surgeon', value === '' ? null : Number(value))}
          data={[
            { value: '', label: 'Not named here' },
            ...surgeons.map(({ id, label }) => ({ value: String(id), label })),
          ]}
        />
      );
    case 'operation-date':
      return (
        <DateField
          label="Operated on"
          value={contest.operationDate}
          onChange={(day) => set('operationDate', day)}
        />
      );
    case 'stay':
      return (
        <div className={styles.pair}>
          <DateField
            label="Admitted on"
            value={contest.admissionDate}
            onChange={(day) => set('admissionDate', day)}
          />
          <DateField
            label="Discharged on"
            value={contest.dischargeDate}
            onChange={(day) => set('dischargeDate', day)}
          />
        </div>
      );
    case 'procedure':
      return (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>What was done</legend>
          {(['laminectomy', 'discectomy', 'fusion'] as const).map((done) => (
            <Checkbox
              key={done}
              size="sm"
              label={inWords(done)}
              checked={contest[done] === true}
              onChange={(event) => set(done, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      );
    case 'urgency':
      return (
        <Choice
          label="The urgency was"
          values={URGENCIES}
          value={contest.value}
          onChange={(value) => set('value', value)}
        />
      );
    case 'indication':
      return (
        <Choice
          label="The indication was"
          values={INDICATIONS}
          value={contest.value}
          onChange={(value) => set('value', value)}
        />
      );
    case 'asa-class':
      return (
        <Choice
          label="The ASA class was"
          values={['1', '2', '3', '4', '5']}
          value={contest.value}
          onChange={(value) => set('value', value === null ? null : Number(value))}
        />
      );
    default:
      return null;
  }
}

interface EventFieldsProps {
  readonly event: Readonly<Record<string, unknown>>;
  readonly onChange: (event: Readonly<Record<string, unknown>>) => void;
}

function EventFields({ event, onChange }: EventFieldsProps) {
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          label="What happened"
          size="sm"
          value={String(event.kind)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...event, kind: value, depth: value === 'infection' ? event.depth : null })
          }
          data={EVENT_KINDS.map((kind) => ({ value: kind, label: inWords(describeEventKind(kind)) }))}
        />
        {event.kind === 'infection' ? (
          <NativeSelect
            label="How deep"
            size="sm"
            value={event.depth === null ? '' : String(event.depth)}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...event, depth: value === '' ? null : value })
            }
            data={[
              { value: '', label: 'Not known' },
              ...INFECTION_DEPTHS.map((depth) => ({ value: depth, label: inWords(depth) })),
            ]}
          />
        ) : null}
        <DateField
          label="First day"
          value={event.onsetDate}
          onChange={(onsetDate) => onChange({ ...event, onsetDate })}
        />
      </div>
      <Checkbox
        size="sm"
        label="It was present at surgery"
        checked={event.presentAtSurgery === true}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ ...event, presentAtSurgery: checked ? true : null })
        }
      />
    </>
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (day: string | null) => void;
}

function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <TextInput
      type="date"
      label={label}
      size="sm"
      value={typeof value === 'string' ? value : ''}
      onChange={({ currentTarget: { value: day } }) => onChange(day === '' ? null : day)}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly value: unknown;
  readonly onChange: (value: string | null) => void;
}

function Choice({ label, values, value, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      label={label}
      size="sm"
      value={value === null ? '' : String(value)}
      onChange={({ currentTarget: { value: chosen } }) => onChange(chosen === '' ? null : chosen)}
      data={[
        { value: '', label: 'Choose' },
        ...values.map((each) => ({ value: each, label: inWords(each) })),
      ]}
    />
  );
}
