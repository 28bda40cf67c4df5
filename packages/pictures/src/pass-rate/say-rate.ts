/**
 * A rate (0 to 1) in words: "94 %". As on cards, what is not all never reads "100 %", and what is not nothing never
 * reads "0 %".
 */
export function sayRate(rate: number): string {
  const rounded = Math.round(rate * 100);
  const tenths = Math.round(rate * 1000) / 10;
  if (rounded === 100 && rate < 1) return `${Math.min(99.9, tenths)} %`;
  if (rounded === 0 && rate > 0) return `${Math.max(0.1, tenths)} %`;
  return `${rounded} %`;
}
