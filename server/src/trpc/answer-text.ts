const texts = new WeakMap<object, string>();

/** An answer as JSON: written once for whoever measures it and whoever sends it in the same moment, then forgotten. */
export function writeAnswer(answer: object): string {
  const known = texts.get(answer);
  if (known !== undefined) return known;
  const text = JSON.stringify(answer);
  texts.set(answer, text);
  setImmediate(() => texts.delete(answer));
  return text;
}
