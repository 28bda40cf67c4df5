/** How likely it is that at least `hits` of `trials` hit, where each does with this chance and none depends on another. */
export function binomialTail(hits: number, trials: number, chance: number): number {
  if (hits <= 0) return 1;
  if (hits > trials || chance <= 0) return 0;
  if (chance >= 1) return 1;
  const logs = logFactorials(trials);
  const logOf = (count: number): number => logs[count] ?? 0;
  let sum = 0;
  for (let count = hits; count <= trials; count += 1) {
    const ways = logOf(trials) - logOf(count) - logOf(trials - count);
    sum += Math.exp(ways + count * Math.log(chance) + (trials - count) * Math.log1p(-chance));
  }
  return Math.min(1, sum);
}

/** The natural logarithms of 0!, 1!, … */
function logFactorials(upTo: number): readonly number[] {
  const logs = [0];
  for (let count = 1; count <= upTo; count += 1) logs.push((logs[count - 1] ?? 0) + Math.log(count));
  return logs;
}
