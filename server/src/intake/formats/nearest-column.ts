/** What people call columns that Lamina knows by another name. */
const OTHER_NAMES = new Map([
  ['id', 'case_id'],
  ['record_id', 'case_id'],
  ['hospital_id', 'hospital'],
  ['site', 'hospital'],
  ['centre', 'hospital'],
  ['facility', 'hospital'],
  ['surgeon', 'operating_surgeon'],
  ['surgeon_id', 'operating_surgeon'],
  ['assistant', 'assisting_surgeon'],
  ['consultant', 'responsible_surgeon'],
  ['attending', 'responsible_surgeon'],
  ['decompression', 'laminectomy'],
  ['mis', 'minimally_invasive'],
  ['admit_date', 'admission_date'],
  ['surgery_date', 'operation_date'],
  ['date_of_surgery', 'operation_date'],
  ['los', 'length_of_stay_nights'],
  ['length_of_stay', 'length_of_stay_nights'],
  ['gender', 'sex'],
  ['bmi', 'body_mass_index'],
  ['asa', 'asa_class'],
  ['smoking', 'smoker'],
  ['diagnosis', 'indication'],
  ['ebl', 'blood_loss_millilitres'],
  ['dvt', 'deep_vein_thrombosis'],
  ['pe', 'pulmonary_embolism'],
  ['ssi', 'infection'],
  ['reoperation', 'return_to_theatre'],
  ['durotomy', 'dural_tear'],
  ['mortality', 'death'],
]);

/** The known name that somebody who wrote `name` most likely meant. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const other = OTHER_NAMES.get(name);
  if (other !== undefined) return other;
  const distances = known.map((candidate) => ({ candidate, distance: editDistance(name, candidate) }));
  distances.sort((first, second) => first.distance - second.distance);
  return distances[0]?.candidate;
}

/** Levenshtein's distance: insertions, deletions and replacements of single characters. */
function editDistance(first: string, second: string): number {
  let previous = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let row = 1; row <= first.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= second.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (first[row - 1] === second[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[second.length] ?? 0;
}
