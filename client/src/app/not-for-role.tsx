import { Link } from '@tanstack/react-router';
import { Notice } from '../components/notice.tsx';
import { useReader } from '../lib/reader.ts';
import { ROLE_WORDS } from '../lib/roles.ts';
import { SCREENS, startPathOf } from './screens.ts';

export interface NotForRoleProps {
  /** The server's own reason, where it refused. */
  readonly reason?: string;
}

/** Not a failure: the screen exists, and is for others. */
export function NotForRole({ reason }: NotForRoleProps) {
  const reader = useReader();
  if (reader === null) return null;
  const { name, may } = ROLE_WORDS[reader.role];
  const start = startPathOf(reader.role);
  const label = SCREENS.find(({ path }) => path === start)?.label ?? 'Overview';
  return (
    <Notice title="This screen is not for your role" alone>
      <p>
        {reason ??
          `You are signed in as ${reader.name}. ${name}: ${may.charAt(0).toLowerCase()}${may.slice(1)}`}
      </p>
      <p>
        <Link to={start}>Open {label}</Link>
      </p>
    </Notice>
  );
}
