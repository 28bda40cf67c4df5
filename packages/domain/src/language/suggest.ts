const MOST_EDITS = 3;
const SHORTEST_PREFIX = 2;

/**
 * The candidate a person most likely meant, or undefined where none is near: the one with the fewest typing slips (a letter
 * too many, missing, wrong, or two swapped), about one in three letters at most; else the first that begins with the word.
 * Ignores case. The earlier of equally near candidates wins.
 *
 * The cost is bounded by the candidates alone: a word much longer than all of them is given up without a look at it.
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const longest = candidates.reduce((most, candidate) => Math.max(most, candidate.length), 0);
  if (word.length > longest + MOST_EDITS) return undefined;
  const typed = word.toLowerCase();
  let best: string | undefined;
  let limit = Math.min(MOST_EDITS, Math.floor((typed.length + 1) / 3));
  for (const candidate of candidates) {
    const edits = countEdits(typed, candidate.toLowerCase(), limit);
    if (edits === undefined) continue;
    best = candidate;
    limit = edits - 1;
    if (limit < 0) break;
  }
  if (best !== undefined || typed.length < SHORTEST_PREFIX) return best;
  return candidates.find((candidate) => candidate.toLowerCase().startsWith(typed));
}

/**
 * How many edits turn one text into the other, or undefined where it takes more than the limit.
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
function countEdits(from: string, to: string, limit: number): number | undefined {
  if (Math.abs(from.length - to.length) > limit) return undefined;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Infinity,
      );
    }
    if (Math.min(...current) > limit) return undefined;
    beforeLast = last;
    last = current;
  }
  const edits = at(last, to.length);
  return edits <= limit ? edits : undefined;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
