import { type Settings, SUPPRESSED_ROLES, type SuppressedRole } from '@lamina/shared/contract/settings.ts';
import { DISCLOSURE_PROFILES, type DisclosureProfile } from '@lamina/shared/domain/disclosure.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/trpc.ts';
import styles from './disclosure-choice.module.css';
import { Refusal } from './refusal.tsx';

const PROFILES: Readonly<Record<DisclosureProfile, { readonly name: string; readonly about: string }>> = {
  none: { name: 'Hide nothing', about: 'Every count is told as it is.' },
  cms: {
    name: 'Hide counts of 1–10',
    about: 'And whatever would give one away. As CMS in the United States asks; no rounding.',
  },
  hes: {
    name: 'Hide counts of 1–7 and round the others to 5',
    about: 'And whatever would give one away. As NHS England asks for Hospital Episode Statistics.',
  },
};

const ROLES: Readonly<Record<SuppressedRole, string>> = {
  viewer: 'Viewers are told',
  surgeon: 'Surgeons are told of the cases of others',
};

/** How small a number may be that is told to those who may not count the cases. */
export function DisclosureChoice() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: settings } = useQuery(trpc.settings.get.queryOptions());
  const change = useMutation(
    trpc.settings.change.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.settings.get.queryKey() }),
    }),
  );
  if (settings === undefined) return null;
  return (
    <section className={styles.part} aria-labelledby="small-numbers">
      <h2 id="small-numbers">Small numbers</h2>
      <p className={styles.quiet}>
        A count of a few can give a patient away. Each change holds at once, and is in the audit log.
      </p>
      <div className={styles.roles}>
        {SUPPRESSED_ROLES.map((role) => (
          <fieldset key={role}>
            <legend>{ROLES[role]}</legend>
            {profilesOf(role, settings).map((profile) => (
              <label key={profile} className={styles.choice}>
                <input
                  type="radio"
                  name={`disclosure-${role}`}
                  checked={settings.disclosure[role] === profile}
                  disabled={change.isPending}
                  onChange={() => change.mutate({ role, profile })}
                />
                <span>
                  {PROFILES[profile].name}
                  <span className={styles.about}>{PROFILES[profile].about}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <Refusal error={change.error} />
      <p role="status" className={styles.quiet}>
        {change.isSuccess ? 'Saved.' : ''}
      </p>
    </section>
  );
}

/** Viewers are never shown everything, unless that was set up by other means: then it is not hidden from the administrator. */
function profilesOf(role: SuppressedRole, { disclosure }: Settings): DisclosureProfile[] {
  return DISCLOSURE_PROFILES.filter(
    (profile) => profile !== 'none' || role !== 'viewer' || disclosure.viewer === 'none',
  );
}
