const OFTEN = 1;

/** '+3.2', '−1.5', '0'. */
export function signed(value: number): string {
  const text = String(Number(value.toFixed(1)));
  if (text === '0' || text === '-0') return '0';
  return value > 0 ? `+${text}` : text.replace('-', '−');
}

/** '0.2', '3.1': false alarms a year. */
export function rateInWords(perYear: number): string {
  return perYear >= OFTEN ? perYear.toFixed(1) : String(Number(perYear.toPrecision(1)));
}

/** '× 1.5', '÷ 2': an odds ratio as a reader says it. */
export function oddsInWords(oddsRatio: number): string {
  return oddsRatio >= 1 ? `× ${Number(oddsRatio.toFixed(2))}` : `÷ ${Number((1 / oddsRatio).toFixed(2))}`;
}
