import type { AuditOutput } from '@lamina/shared/contract/audit.ts';
import { addDays } from '@lamina/shared/domain/period.ts';
import { useId } from 'react';
import field from '../../components/field.module.css';
import { type ScreenSearch, without } from '../../lib/address.ts';
import { ACTION_NAMES } from './audit-words.ts';

export interface AuditFiltersProps {
  readonly search: ScreenSearch;
  readonly log: Pick<AuditOutput, 'people' | 'actions'>;
  readonly onChange: (search: ScreenSearch) => void;
}

type Name = 'action' | 'person' | 'subject' | 'from' | 'to';

/** What the log is narrowed to; all of it stands in the address. Days are whole days of UTC. */
export function AuditFilters({ search, log, onChange }: AuditFiltersProps) {
  const ids = useId();

  function set(name: Name, value: string) {
    const rest = without(search, name, 'page', 'unread');
    onChange(value === '' ? rest : { ...rest, [name]: value });
  }

  const last = search.to === undefined ? '' : addDays(search.to, -1);
  return (
    <search className={`${field.fields} screen-only`} aria-label="Narrow the log">
      <div className={field.field}>
        <label className={field.label} htmlFor={`${ids}-action`}>
          What
        </label>
        <select
          id={`${ids}-action`}
          className={field.input}
          value={search.action ?? ''}
          onChange={({ currentTarget }) => set('action', currentTarget.value)}
        >
          <option value="">Anything</option>
          {log.actions.map((action) => (
            <option key={action} value={action}>
              {ACTION_NAMES[action]}
            </option>
          ))}
        </select>
      </div>
      <div className={field.field}>
        <label className={field.label} htmlFor={`${ids}-person`}>
          Who
        </label>
        <select
          id={`${ids}-person`}
          className={field.input}
          value={search.person ?? ''}
          onChange={({ currentTarget }) => set('person', currentTarget.value)}
        >
          <option value="">Anybody</option>
          {log.people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className={field.field}>
        <label className={field.label} htmlFor={`${ids}-case`}>
          Case
        </label>
        <input
          id={`${ids}-case`}
          key={search.subject}
          className={field.input}
          type="text"
          inputMode="numeric"
          size={8}
          placeholder="any"
          defaultValue={search.subject?.replace(/^case:/, '')}
          onBlur={({ currentTarget }) => set('subject', subjectOf(currentTarget.value))}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') set('subject', subjectOf(currentTarget.value));
          }}
        />
      </div>
      <div className={field.field}>
        <label className={field.label} htmlFor={`${ids}-from`}>
          From
        </label>
        <input
          id={`${ids}-from`}
          className={field.input}
          type="date"
          value={search.from ?? ''}
          {...(last === '' ? {} : { max: last })}
          onChange={({ currentTarget }) => set('from', currentTarget.value)}
        />
      </div>
      <div className={field.field}>
        <label className={field.label} htmlFor={`${ids}-to`}>
          Through
        </label>
        <input
          id={`${ids}-to`}
          className={field.input}
          type="date"
          value={last}
          {...(search.from === undefined ? {} : { min: search.from })}
          onChange={({ currentTarget: { value } }) => set('to', value === '' ? '' : addDays(value, 1))}
        />
      </div>
    </search>
  );
}

/** A number is a case; anything else is taken as the log has it: 'person:7', 'file'. */
function subjectOf(text: string): string {
  const trimmed = text.trim();
  return /^\d+$/.test(trimmed) ? `case:${trimmed}` : trimmed;
}
