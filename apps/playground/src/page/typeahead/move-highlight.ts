/** The choice that is highlighted after an arrow key: it goes round; -1 where there is none. */
export function moveHighlight(at: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  // The first arrow up leads to the last choice.
  return at < 0 && step < 0 ? count - 1 : (at + step + count) % count;
}
