const MINUTE_MILLISECONDS = 60_000;
const MOST_REMEMBERED = 10_000;

const lastTimes = new Map<string, number>();

/**
 * Whether this address has not come up for a minute. Of those who have not signed in one refusal a minute is noted:
 * otherwise anybody could fill the audit log.
 */
export function isFirstOfAMinute(address: string, now = Date.now()): boolean {
  const last = lastTimes.get(address);
  if (last !== undefined && now - last < MINUTE_MILLISECONDS) return false;
  lastTimes.delete(address);
  lastTimes.set(address, now);
  const oldest = lastTimes.keys().next().value;
  if (lastTimes.size > MOST_REMEMBERED && oldest !== undefined) lastTimes.delete(oldest);
  return true;
}
