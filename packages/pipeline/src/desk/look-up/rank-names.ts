import { isGlob, matchGlob, spellingOf, suggest } from "@perfecto-bot/domain";

/** Fewer letters than this are scattered over nearly every name. */
const FEWEST_SCATTERED = 3;
/** Shorter words are near to each other by chance; to compare longer ones with every name would take long. */
const MISTYPED = { fewest: 4, most: 40 } as const;

/**
 * The names that are likely meant by what was typed so far, the likeliest first: the name itself, names that begin with it,
 * in which a word begins with it, that contain it, that have its letters in this order. Among equals the order is kept. A
 * glob finds what it matches, then names of which it matches a part. Where nothing is found, names with the word that was
 * perhaps mistyped ({@link suggest}). Nothing typed means any name. Ignores case. The work grows with the names alone,
 * as long as they are short.
 * @param names Each once, the best known first.
 * @param typed A pattern, without blanks around it.
 */
export function rankNames(names: readonly string[], typed: string, most: number): readonly string[] {
  if (typed === "") return names.slice(0, most);
  const byGlob = isGlob(typed);
  const wanted = (byGlob ? typed : spellingOf(typed)).toLowerCase();
  const rank = byGlob ? rankByGlob : rankByLetters;
  const ranks: readonly string[][] = Array.from({ length: 5 }, () => []);
  for (const name of names) {
    const place = rank(name.toLowerCase(), wanted);
    if (place !== undefined) ranks[place]?.push(name);
  }
  const found = ranks.flat();
  return (found.length > 0 || byGlob ? found : withMistypedWord(names, wanted)).slice(0, most);
}

function rankByLetters(name: string, wanted: string): number | undefined {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (hasWordThatBeginsWith(name, wanted)) return 2;
  if (name.includes(wanted)) return 3;
  return wanted.length >= FEWEST_SCATTERED && hasScattered(name, wanted) ? 4 : undefined;
}

function rankByGlob(name: string, glob: string): number | undefined {
  if (matchGlob(glob, name)) return 0;
  return matchGlob(`*${glob}*`, name) ? 1 : undefined;
}

function hasWordThatBeginsWith(name: string, wanted: string): boolean {
  for (let at = name.indexOf(wanted); at >= 0; at = name.indexOf(wanted, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(name.charAt(at - 1))) return true;
  return false;
}

function hasScattered(name: string, wanted: string): boolean {
  let at = -1;
  for (const letter of wanted) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function withMistypedWord(names: readonly string[], wanted: string): readonly string[] {
  if (wanted.length < MISTYPED.fewest || wanted.length > MISTYPED.most) return [];
  const words = new Set(names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]));
  const meant = suggest(wanted, [...words])?.toLowerCase();
  return meant === undefined ? [] : names.filter((name) => name.toLowerCase().includes(meant));
}
