const OFTEN = 1;

/** '+3.2', '−1.5', '0'; with `decimals` never fewer, as in a column: '−2.0'. */
export function signed(value: number, decimals = 0): string {
  const rounded = Number(value.toFixed(1));
  if (rounded === 0) return (0).toFixed(decimals);
  const text = decimals === 0 ? String(rounded) : rounded.toFixed(decimals);
  return rounded > 0 ? `+${text}` : text.replace('-', '−');
}

/** '0.2', '3.1': false alarms a year. */
export function rateInWords(perYear: number): string {
  return perYear >= OFTEN ? perYear.toFixed(1) : String(Number(perYear.toPrecision(1)));
}

/** '× 1.5', '÷ 2': an odds ratio as a reader says it. */
export function oddsInWords(oddsRatio: number): string {
  return oddsRatio >= 1 ? `× ${Number(oddsRatio.toFixed(2))}` : `÷ ${Number((1 / oddsRatio).toFixed(2))}`;
}
