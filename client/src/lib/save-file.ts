/** Hands a file to the reader, as any download. */
export function saveFile(name: string, contents: Blob): void {
  const address = URL.createObjectURL(contents);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** 'Infection 90 d after fusion' becomes 'lamina-infection-90-d-after-fusion'. */
export function fileNameOf(...parts: readonly string[]): string {
  return ['lamina', ...parts]
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
