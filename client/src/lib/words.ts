/** 'Not reported' of 'not reported'. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** 'Disc herniation' of 'disc-herniation': how a value of the domain reads at the start of a label. */
export function inWords(value: string): string {
  return capitalised(value.replaceAll('-', ' '));
}

/** '30–49' of '30-49', '70 and over' of '70+'. */
export function ageBandInWords(band: string): string {
  return band.endsWith('+') ? `${band.slice(0, -1)} and over` : band.replace('-', '–');
}
