/** 'Disc herniation' of 'disc-herniation': how a value of the domain reads at the start of a label. */
export function inWords(value: string): string {
  const words = value.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** '30–49' of '30-49', '70 and over' of '70+'. */
export function ageBandInWords(band: string): string {
  return band.endsWith('+') ? `${band.slice(0, -1)} and over` : band.replace('-', '–');
}
