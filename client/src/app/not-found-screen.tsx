import { Link } from '@tanstack/react-router';
import { Notice } from '../components/notice.tsx';

export function NotFoundScreen() {
  return (
    <Notice title="There is no screen at this address" alone>
      <p>
        <Link to="/">Open the overview</Link>
      </p>
    </Notice>
  );
}
