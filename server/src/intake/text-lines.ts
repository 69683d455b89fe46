import type { ByteSource } from './byte-source.ts';
import type { Encoding } from './file-inspection.ts';

export interface TextLine {
  /** Line of the file, from 1. */
  readonly number: number;
  /** Null when the line is longer than LONGEST_LINE: it is passed over without being kept. */
  readonly text: string | null;
}

/** Characters. A row of every column that Lamina knows, filled to the brim, has a few thousand. */
export const LONGEST_LINE = 100_000;

/** The lines of a file, chunk by chunk, in memory that the length of a line does not change. Line ends may be those of any system. */
export async function* textLines(source: ByteSource, encoding: Encoding): AsyncIterable<TextLine[]> {
  const decoder = new TextDecoder(encoding);
  const splitter = new LineSplitter();
  for await (const chunk of source.open()) {
    const lines = splitter.take(decoder.decode(chunk, { stream: true }));
    if (lines.length > 0) yield lines;
  }
  yield [...splitter.take(decoder.decode()), ...splitter.end()];
}

class LineSplitter {
  #number = 1;
  #unfinished = '';
  #overlong = false;

  take(text: string): TextLine[] {
    const lines: TextLine[] = [];
    const available = this.#unfinished + text;
    // A carriage return at the very end may be the first half of a line end.
    const cut = available.endsWith('\r') ? available.length - 1 : available.length;
    const pieces = available.slice(0, cut).split(/\r\n|\n|\r/);
    const last = pieces.pop() ?? '';
    for (const piece of pieces) lines.push(this.#line(piece));
    this.#unfinished = last + available.slice(cut);
    if (this.#unfinished.length > LONGEST_LINE) {
      this.#overlong = true;
      this.#unfinished = this.#unfinished.endsWith('\r') ? '\r' : '';
    }
    return lines;
  }

  end(): TextLine[] {
    const last = this.#unfinished.replace(/\r$/, '');
    return last === '' && !this.#overlong ? [] : [this.#line(last)];
  }

  #line(text: string): TextLine {
    const overlong = this.#overlong || text.length > LONGEST_LINE;
    this.#overlong = false;
    this.#number += 1;
    return { number: this.#number - 1, text: overlong ? null : text };
  }
}
