/** A count with thousands separators: "3,200". */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** "1 execution", "3,200 executions". */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/**
 * A share (0 to 1) for people: "94 %". What is not all never reads "100 %", and what is not nothing never reads "0 %":
 * "99.9 %", "0.1 %".
 */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return `${Math.min(99.9, Math.round(share * 1000) / 10)} %`;
  if (rounded === 0 && share > 0) return `${Math.max(0.1, Math.round(share * 1000) / 10)} %`;
  return `${rounded} %`;
}

/** A share (0 to 1) drawn for the eye; the words beside it say it all. Only nothing is empty, and only all is full. */
export function bar(share: number, cells: number): string {
  const inside = Math.min(cells - 1, Math.max(1, Math.round(share * cells)));
  const full = share <= 0 || !Number.isFinite(share) ? 0 : share >= 1 ? cells : inside;
  return "▰".repeat(full) + "▱".repeat(cells - full);
}
