/** 'Laminectomy with fusion' */
export function proceduresInWords({
  fusion,
  laminectomy,
  discectomy,
}: {
  readonly fusion: boolean;
  readonly laminectomy: boolean;
  readonly discectomy: boolean;
}): string {
  const done = [
    ...(laminectomy ? ['laminectomy'] : []),
    ...(discectomy ? ['discectomy'] : []),
    ...(fusion ? ['fusion'] : []),
  ].join(' with ');
  return done.charAt(0).toUpperCase() + done.slice(1);
}
