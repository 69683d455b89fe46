import type { Viewer } from '@lamina/shared/domain/viewer.ts';

/** What decides about an answer: who may see which cases, of which record, asked what. */
export interface AnswerKey {
  readonly viewer: Viewer;
  /** The whole state of the record and of what is derived from it. */
  readonly version: string;
  readonly procedure: string;
  readonly input: unknown;
}

interface Kept<Answer> {
  readonly version: string;
  readonly answer: Answer;
  readonly characters: number;
}

/** What the answers may take, written as JSON: some four hundred overviews. */
const MOST_CHARACTERS = 100_000_000;

/**
 * Answers given before, the longest unused forgotten first. An answer is given again only to a viewer of the same role,
 * hospitals and surgeon, and only while the record is as it was.
 */
export class AnswerCache<Answer> {
  readonly #kept = new Map<string, Kept<Answer>>();
  readonly #mostCharacters: number;
  #characters = 0;

  readonly #underWay = new Map<string, Promise<Answer>>();
  readonly #procedures = new Set<string>();

  constructor(mostCharacters = MOST_CHARACTERS) {
    this.#mostCharacters = mostCharacters;
  }

  /** Whether answers of this procedure were ever kept. */
  answers(procedure: string): boolean {
    return this.#procedures.has(procedure);
  }

  find(key: AnswerKey): Answer | undefined {
    const name = nameOf(key);
    const kept = this.#kept.get(name);
    if (kept === undefined) return undefined;
    this.#forget(name, kept);
    if (kept.version !== key.version) return undefined;
    this.#keep(name, kept);
    return kept.answer;
  }

  /** Asked for again while it is worked out, an answer is waited for, not worked out once more. */
  once(key: AnswerKey, work: () => Promise<Answer>): Promise<Answer> {
    const name = `${key.version} ${nameOf(key)}`;
    const underWay = this.#underWay.get(name);
    if (underWay !== undefined) return underWay;
    const begun = work().finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, begun);
    return begun;
  }

  /** `size`: characters of the answer written as JSON. */
  put(key: AnswerKey, answer: Answer, size: number): void {
    if (size > this.#mostCharacters) return;
    const name = nameOf(key);
    const before = this.#kept.get(name);
    if (before !== undefined) this.#forget(name, before);
    this.#procedures.add(key.procedure);
    this.#keep(name, { version: key.version, answer, characters: size });
    for (const [oldest, kept] of this.#kept) {
      if (this.#characters <= this.#mostCharacters) break;
      this.#forget(oldest, kept);
    }
  }

  #keep(name: string, kept: Kept<Answer>): void {
    this.#kept.set(name, kept);
    this.#characters += kept.characters;
  }

  #forget(name: string, kept: Kept<Answer>): void {
    this.#kept.delete(name);
    this.#characters -= kept.characters;
  }
}

/** Every part of the viewer that decides what may be counted is in it, so that no answer crosses from one scope into another. */
function nameOf({ viewer, procedure, input }: AnswerKey): string {
  const { role, hospitals, surgeon } = viewer;
  return JSON.stringify([role, hospitals, surgeon, procedure, input]);
}
