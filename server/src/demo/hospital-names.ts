const FIRST = [
  'Alder',
  'Birch',
  'Cinder',
  'Dapple',
  'Ember',
  'Fennel',
  'Gorse',
  'Heather',
  'Iris',
  'Juniper',
];
const LAST = ['brook', 'dale', 'ferry', 'gate', 'haven', 'mere', 'moor', 'ridge', 'stead', 'wick'];

/** Invented place names, all different: 'Alderbrook Hospital (demo)' … For more than a hundred a number follows. */
export function hospitalName(index: number): string {
  const first = FIRST[index % FIRST.length] ?? '';
  const round = Math.floor(index / FIRST.length);
  // Both parts change from one name to the next, so that neighbours in a list are told apart at a glance.
  const last = LAST[(index + round) % LAST.length] ?? '';
  const series = Math.floor(round / LAST.length);
  return `${first}${last} Hospital${series === 0 ? '' : ` ${series + 1}`} (demo)`;
}
