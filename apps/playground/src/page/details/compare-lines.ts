/** A line that one of two versions has and the other has not. */
export interface LineChange {
  readonly kind: "added" | "removed";
  readonly line: string;
}

/** Which lines went and which came, in the order of reading: a longest common subsequence stays. */
export function compareLines(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  const common = commonLengths(before, after);
  const changes: LineChange[] = [];
  let [b, a] = [0, 0];
  while (b < before.length || a < after.length) {
    if (b < before.length && before[b] === after[a]) {
      b++;
      a++;
    } else if (b < before.length && (common[b + 1]?.[a] ?? 0) >= (common[b]?.[a + 1] ?? 0)) {
      changes.push({ kind: "removed", line: before[b++] ?? "" });
    } else {
      changes.push({ kind: "added", line: after[a++] ?? "" });
    }
  }
  return changes;
}

/** [b][a]: how many lines the rests from b and from a have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let b = before.length - 1; b >= 0; b--) {
    for (let a = after.length - 1; a >= 0; a--) {
      const row = table[b];
      if (!row) continue;
      row[a] =
        before[b] === after[a] ? (table[b + 1]?.[a + 1] ?? 0) + 1 : Math.max(table[b + 1]?.[a] ?? 0, row[a + 1] ?? 0);
    }
  }
  return table;
}
