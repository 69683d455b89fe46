import { Agent, request } from 'node:http';
import { PASSWORD } from './add-people.ts';

export interface LoadAnswer {
  readonly status: number;
  readonly body: string;
  readonly cookie: string;
  /** From asking to the last byte. */
  readonly milliseconds: number;
}

/** One connection that is kept, as a browser behind the hospital's proxy has it. */
export interface WorkerBrowser {
  ask(name: string, input: object): Promise<LoadAnswer>;
  post(path: string, body: string | Buffer): Promise<LoadAnswer>;
  signIn(email: string): Promise<void>;
  close(): void;
}

export function workerBrowser(address: string, from: string): WorkerBrowser {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let session = '';

  function send(method: string, path: string, body?: string | Buffer): Promise<LoadAnswer> {
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const asked = request(
        `${address}${path}`,
        {
          method,
          agent,
          headers: {
            'x-forwarded-for': from,
            ...(session === '' ? {} : { cookie: session }),
            ...(body === undefined
              ? {}
              : {
                  origin: address,
                  'content-type': 'application/json',
                  'content-length': Buffer.byteLength(body),
                }),
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(parts).toString(),
              cookie: (response.headers['set-cookie'] ?? []).map((each) => each.split(';', 1)[0]).join('; '),
              milliseconds: performance.now() - started,
            }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  return {
    ask: (name, input) => send('GET', `/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`),
    post: (path, body) => send('POST', path, body),
    async signIn(email) {
      const answer = await send('POST', '/auth/sign-in/email', JSON.stringify({ email, password: PASSWORD }));
      if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${answer.body}`);
      session = answer.cookie;
    },
    close: () => agent.destroy(),
  };
}
