/**
 * Orders texts as people do: runs of digits as numbers of any length ("build 9" before "build 10", "iOS 17.4" before
 * "iOS 17.10"), letters whatever their case. A total order: 0 for equal texts only. For `toSorted`.
 */
export function compareNatural(a: string, b: string): number {
  const [ours, theirs] = [parts(a), parts(b)];
  for (const [index, one] of ours.entries()) {
    const other = theirs[index];
    if (other === undefined) return 1;
    const order = comparePart(one, other);
    if (order !== 0) return order;
  }
  return ours.length - theirs.length || compareCodes(a, b);
}

/** {@link compareNatural}, with what has no name last. */
export function compareLabels(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareNatural(a, b);
}

function parts(text: string): readonly string[] {
  return text.toLowerCase().match(/\d+|\D+/g) ?? [];
}

function comparePart(a: string, b: string): number {
  const [ours, theirs] = [isNumber(a), isNumber(b)];
  if (ours !== theirs) return ours ? -1 : 1;
  if (!ours) return compareCodes(a, b);
  const [one, other] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return one.length - other.length || compareCodes(one, other);
}

function isNumber(part: string): boolean {
  return /^\d/.test(part);
}

function compareCodes(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
