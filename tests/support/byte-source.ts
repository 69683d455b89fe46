import type { ByteSource } from '@lamina/server/intake/byte-source.ts';

/** A source that gives these bytes (or text, as UTF-8) in chunks of a size of which characters and line ends know nothing. */
export function bytesAsSource(
  content: string | Uint8Array,
  name = 'test.csv',
  chunkSize = 1 << 16,
): ByteSource {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    name,
    size: bytes.length,
    async *open() {
      for (let start = 0; start < bytes.length; start += chunkSize) {
        yield bytes.subarray(start, start + chunkSize);
      }
    },
  };
}
