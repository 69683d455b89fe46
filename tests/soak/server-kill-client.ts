import { PASSWORD } from '../load/add-people.ts';

/** A server that has been killed, or a fault of it. */
type Outcome = 'gone' | 'fault' | 'refused';

export interface Answered {
  readonly status: number;
  readonly data: unknown;
  readonly cookie: string;
}

export interface KillClient {
  /** Undefined when no answer came. `onAcknowledged` is called as soon as the answer says that it was done, before it is read. */
  change(
    question: string,
    input: object,
    cookie: string,
    onAcknowledged?: () => void,
  ): Promise<Answered | undefined>;
  ask(question: string, input: object | undefined, cookie: string): Promise<Answered | undefined>;
  signIn(email: string, onAcknowledged?: (cookie: string) => void): Promise<string | undefined>;
  signOut(cookie: string, onAcknowledged: () => void): Promise<void>;
}

/** Speaks to a server that may be killed at any moment. `report` is told of what was not done, `onDone` of each change that was. */
export function killClient(
  address: string,
  report: (outcome: Outcome, words: string) => void,
  onDone: () => void,
): KillClient {
  let people = 0;
  /** The server counts attempts to sign in by address: each comes from another one, through a proxy on this computer. */
  function nextAddress(): string {
    people += 1;
    return `10.${Math.floor(people / 65_536) % 256}.${Math.floor(people / 256) % 256}.${people % 256}`;
  }

  async function send(
    path: string,
    request: RequestInit,
    from: string,
    onAcknowledged: (cookie: string) => void = () => undefined,
  ): Promise<Answered | undefined> {
    try {
      const headers = { ...request.headers, origin: address, 'x-forwarded-for': from };
      const response = await fetch(`${address}${path}`, { ...request, headers });
      const cookie = response.headers
        .getSetCookie()
        .map((each) => each.split(';', 1)[0])
        .join('; ');
      if (response.ok) onAcknowledged(cookie);
      if (response.ok && request.method === 'POST') onDone();
      const body = (await response.json()) as { result?: { data?: unknown }; error?: { message: string } };
      if (!response.ok) {
        const unavailable = response.status === 503;
        report(response.status >= 500 && !unavailable ? 'fault' : 'refused', JSON.stringify(body));
      }
      return { status: response.status, data: body?.result?.data, cookie };
    } catch (error) {
      report('gone', String(error));
      return undefined;
    }
  }

  const post = (body: object, cookie = '') => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  });

  return {
    change: (question, input, cookie, onAcknowledged) =>
      send(`/trpc/${question}`, post(input, cookie), '10.255.0.1', onAcknowledged),
    ask: (question, input, cookie) =>
      send(
        `/trpc/${question}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
        { headers: { cookie } },
        '10.255.0.1',
      ),
    async signIn(email, onAcknowledged) {
      const body = post({ email, password: PASSWORD });
      const answer = await send('/auth/sign-in/email', body, nextAddress(), onAcknowledged);
      return answer?.status === 200 ? answer.cookie : undefined;
    },
    async signOut(cookie, onAcknowledged) {
      await send('/auth/sign-out', post({}, cookie), nextAddress(), onAcknowledged);
    },
  };
}
