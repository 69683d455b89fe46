/** What a single browser, or somebody who is none, may take of the server. */
export interface HttpLimits {
  /** Of a question or change under /trpc; sign-in takes less. */
  readonly bodyBytes: number;
  /** For all headers of a request to arrive. */
  readonly headersMilliseconds: number;
  /** For a whole request to arrive. */
  readonly requestMilliseconds: number;
  /** For a connection on which nothing is sent either way. */
  readonly idleMilliseconds: number;
  /** How often the server looks for requests that are late. */
  readonly lookMilliseconds: number;
  /** Requests under /trpc and /auth of one session: twenty a second, many times what a reader's screens ask. */
  readonly sessionRequestsAMinute: number;
  /** The same of one address, from which a whole hospital may come. */
  readonly addressRequestsAMinute: number;
}

export const DEFAULT_LIMITS: HttpLimits = {
  bodyBytes: 131_072,
  headersMilliseconds: 15_000,
  requestMilliseconds: 30_000,
  idleMilliseconds: 120_000,
  lookMilliseconds: 5_000,
  sessionRequestsAMinute: 1200,
  addressRequestsAMinute: 6000,
};
