interface Window {
  readonly startedAt: number;
  count: number;
}

/** Counts by key within windows of a fixed length; of more keys than can be remembered, those seen first are forgotten. */
export class RecentCounts {
  readonly #windows = new Map<string, Window>();
  readonly #windowMilliseconds: number;
  readonly #mostRemembered: number;

  constructor(windowMilliseconds: number, mostRemembered = 20_000) {
    this.#windowMilliseconds = windowMilliseconds;
    this.#mostRemembered = mostRemembered;
  }

  /** How many in the current window, this one included. */
  add(key: string, now = Date.now()): number {
    const window = this.#current(key, now);
    if (window !== undefined) {
      window.count += 1;
      return window.count;
    }
    this.#windows.delete(key);
    this.#windows.set(key, { startedAt: now, count: 1 });
    const oldest = this.#windows.keys().next().value;
    if (this.#windows.size > this.#mostRemembered && oldest !== undefined) this.#windows.delete(oldest);
    return 1;
  }

  count(key: string, now = Date.now()): number {
    return this.#current(key, now)?.count ?? 0;
  }

  forget(key: string): void {
    this.#windows.delete(key);
  }

  /** Whole seconds until the window ends; 0 where nothing is counted. */
  secondsLeft(key: string, now = Date.now()): number {
    const window = this.#current(key, now);
    if (window === undefined) return 0;
    return Math.ceil((window.startedAt + this.#windowMilliseconds - now) / 1000);
  }

  #current(key: string, now: number): Window | undefined {
    const window = this.#windows.get(key);
    return window !== undefined && now - window.startedAt < this.#windowMilliseconds ? window : undefined;
  }
}
