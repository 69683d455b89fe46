import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { LaminaError } from '../lamina-error.ts';
import type { ByteSource } from './byte-source.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'macintosh' | 'windows-1252';

export interface FileInspection {
  readonly sha256: string;
  /** The beginning of the file, enough for any header. */
  readonly opening: Uint8Array;
  /** Undefined when the bytes are neither UTF-8 nor UTF-16, so that only a format can say what they are. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;
  /** The first line with bytes that are not UTF-8. */
  readonly firstLineNotUtf8: number | undefined;
}

const OPENING_LENGTH = 1 << 16;
const LONGEST_CHARACTER = 4;
const NEWLINE = 10;

/** How files begin that people upload by mistake, and what to do about them. */
const OTHER_KINDS: readonly (readonly [bytes: readonly number[], advice: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    'this is a spreadsheet or a zip archive, not a CSV file; open it and save it as "CSV UTF-8"',
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], 'this is an old Excel workbook; open it and save it as "CSV UTF-8"'],
  [[0x1f, 0x8b], 'this is a gzip archive; unpack it first'],
  [[0x25, 0x50, 0x44, 0x46], 'this is a PDF document, not a CSV file'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'this is an SQLite database, not a CSV file'],
];

/** Reads all bytes once, for the hash and for what they are. Throws a LaminaError for a file that cannot be a table. */
export async function inspectFile(source: ByteSource): Promise<FileInspection> {
  const sha256 = createHash('sha256');
  const utf8 = new Utf8Check();
  let opening = new Uint8Array();
  let encoding: FileInspection['encoding'];
  for await (const chunk of source.open()) {
    sha256.update(chunk);
    if (opening.length < OPENING_LENGTH) {
      opening = Buffer.concat([opening, chunk.subarray(0, OPENING_LENGTH - opening.length)]);
      assertTable(opening, source.name);
      encoding = utf16(opening);
    }
    if (encoding === undefined) utf8.take(chunk);
  }
  if (opening.length === 0) throw new LaminaError('bad-input', `${source.name}: the file is empty.`);
  utf8.end();
  if (encoding === undefined && utf8.firstInvalidLine === undefined) encoding = 'utf-8';
  return { sha256: sha256.digest('hex'), opening, encoding, firstLineNotUtf8: utf8.firstInvalidLine };
}

function assertTable(opening: Uint8Array, name: string): void {
  const kind = OTHER_KINDS.find(([bytes]) => bytes.every((byte, index) => opening[index] === byte));
  if (kind !== undefined) throw new LaminaError('bad-input', `${name}: ${kind[1]}.`);
  if (utf16(opening) === undefined && opening.includes(0)) {
    throw new LaminaError('bad-input', `${name}: this is a binary file, not a CSV file.`);
  }
}

/** UTF-16 by its byte order mark, or by every other byte of the beginning being zero, as in any Western header. */
function utf16(opening: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (opening[0] === 0xff && opening[1] === 0xfe) return 'utf-16le';
  if (opening[0] === 0xfe && opening[1] === 0xff) return 'utf-16be';
  const sample = opening.subarray(0, 64);
  const pairs = Math.floor(sample.length / 2);
  if (pairs === 0) return undefined;
  const zeroes = (offset: number) =>
    sample.filter((byte, index) => index % 2 === offset && byte === 0).length;
  if (zeroes(1) === pairs && zeroes(0) === 0) return 'utf-16le';
  if (zeroes(0) === pairs && zeroes(1) === 0) return 'utf-16be';
  return undefined;
}

/** Checks a stream of bytes for UTF-8, characters cut by a chunk's end included. */
class Utf8Check {
  firstInvalidLine: number | undefined;
  #line = 1;
  #cut = new Uint8Array();

  take(chunk: Uint8Array): void {
    if (this.firstInvalidLine !== undefined) return;
    const bytes = this.#cut.length === 0 ? chunk : Buffer.concat([this.#cut, chunk]);
    const whole = lengthWithoutCutCharacter(bytes);
    this.#check(bytes.subarray(0, whole));
    this.#cut = Uint8Array.from(bytes.subarray(whole));
  }

  end(): void {
    if (this.firstInvalidLine === undefined) this.#check(this.#cut);
  }

  #check(bytes: Uint8Array): void {
    if (isUtf8(bytes)) {
      for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) this.#line += 1;
      return;
    }
    let start = 0;
    for (;;) {
      const newline = bytes.indexOf(NEWLINE, start);
      if (newline < 0 || !isUtf8(bytes.subarray(start, newline))) break;
      this.#line += 1;
      start = newline + 1;
    }
    this.firstInvalidLine = this.#line;
  }
}

/** The bytes up to a character that begins within the last three bytes and does not end there. */
function lengthWithoutCutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back < LONGEST_CHARACTER && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const characterLength = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return characterLength > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
