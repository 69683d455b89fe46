import type { PersonRights, RightsOptions } from '@lamina/shared/contract/people.ts';
import { ROLES, type Role } from '@lamina/shared/domain/viewer.ts';
import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { ChoiceList } from '../../components/choice-list.tsx';
import { ROLE_WORDS } from '../../lib/roles.ts';
import styles from './rights-fields.module.css';

export interface RightsFieldsProps {
  readonly rights: PersonRights;
  readonly options: RightsOptions;
  readonly onChange: (rights: PersonRights) => void;
}

/** Role, and whose cases: of which hospitals, or of which surgeon. */
export function RightsFields({ rights, options, onChange }: RightsFieldsProps) {
  const { role, hospitals, surgeon } = rights;
  return (
    <>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>Role</legend>
        {ROLES.map((each) => (
          <Choice
            key={each}
            name="role"
            label={ROLE_WORDS[each].name}
            note={ROLE_WORDS[each].may}
            isChosen={role === each}
            onChoose={() => onChange(rightsOf(each))}
          />
        ))}
      </fieldset>
      {role === 'surgeon' ? (
        <NativeSelect
          label="Which surgeon of the record this is"
          size="md"
          value={surgeon === null ? '' : String(surgeon)}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...rights, surgeon: value === '' ? null : Number(value) })
          }
          data={[
            { value: '', label: 'Not known yet: sees no case' },
            ...options.surgeons.map(({ id, label }) => ({ value: String(id), label })),
          ]}
        />
      ) : null}
      {role === 'quality-lead' || role === 'viewer' ? (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>Hospitals</legend>
          <Choice
            name="hospitals"
            label="All hospitals"
            note="Also those that are added later."
            isChosen={hospitals === 'all'}
            onChoose={() => onChange({ ...rights, hospitals: 'all' })}
          />
          <Choice
            name="hospitals"
            label="Only some"
            isChosen={hospitals !== 'all'}
            onChoose={() => onChange({ ...rights, hospitals: hospitals === 'all' ? [] : hospitals })}
          />
          {hospitals === 'all' ? null : (
            <div className={styles.chosen}>
              <ChoiceList
                label="Chosen hospitals"
                choices={options.hospitals.map(({ id, label }) => ({ value: String(id), label }))}
                selected={hospitals.map(String)}
                onChange={(selected) => onChange({ ...rights, hospitals: selected.map(Number) })}
              />
            </div>
          )}
        </fieldset>
      ) : null}
    </>
  );
}

/** Another role begins without what only the last one had. */
function rightsOf(role: Role): PersonRights {
  return { role, hospitals: 'all', surgeon: null };
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly note?: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, label, note, isChosen, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <input
        type="radio"
        id={id}
        name={name}
        checked={isChosen}
        onChange={onChoose}
        {...(note === undefined ? {} : { 'aria-describedby': `${id}-note` })}
      />
      <label htmlFor={id}>{label}</label>
      {note === undefined ? null : (
        <p id={`${id}-note`} className={styles.note}>
          {note}
        </p>
      )}
    </div>
  );
}
