import { nameOf, suggest, type Filter } from "@perfecto-bot/domain";
import type { KnownLab } from "../../ask/lab-query.ts";
import { askLab } from "./ask-lab.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";

const MOST_NAMES = 5_000;
const DAY_MS = 24 * 60 * 60_000;
const MOST_PAGES = 2;

/** The labs with the job names that were seen in them, the newest first. Nothing is asked of the labs. */
export async function knownLabs({ labs, pictures }: Pick<AskParts, "labs" | "pictures">): Promise<readonly KnownLab[]> {
  return Promise.all(
    [...labs.keys()].map(async (id) => {
      const names = (await pictures?.jobNames(id, MOST_NAMES)) ?? [];
      return { id, jobNames: names.map(({ name }) => name) };
    }),
  );
}

/** A lab with the job names that ran within a day beside those that were known; they are remembered. */
export async function withLatelySeen(parts: AskParts, known: KnownLab, { signal }: AskOptions): Promise<KnownLab> {
  const lab = parts.labs.get(known.id);
  if (lab === undefined) return known;
  const query = { startedFromMs: parts.now() - DAY_MS, maxPages: MOST_PAGES };
  const answer = await askLab(parts, "looking for job names", () => lab.listExecutions(query, signal));
  if (answer.kind === "failed") return known;
  const names = [...new Set(answer.value.executions.flatMap(({ job }) => job?.name ?? []))];
  if (names.length > 0) await parts.pictures?.rememberJobNames(lab.id, names, parts.now());
  return { ...known, jobNames: [...new Set([...known.jobNames, ...names])] };
}

/** A job that was seen and is named almost like one of the patterns that were asked for; undefined where one of them was seen. */
export function nearestJob(asked: readonly string[], labs: readonly KnownLab[]): string | undefined {
  const names = [...new Set(labs.flatMap(({ jobNames }) => jobNames))];
  const seen = new Set(names.map((name) => name.toLowerCase()));
  const exact = asked.flatMap((job) => nameOf(job) ?? []);
  if (exact.length === 0 || exact.some((job) => seen.has(job.toLowerCase()))) return undefined;
  const near = exact.flatMap((job) => suggest(job, names) ?? containing(job, names));
  return near[0];
}

/** A job that was seen and is named by words that were read as a part of a test's name: just so, else the shortest name with them in it. */
export function jobNamedLike(words: string, labs: readonly KnownLab[]): string | undefined {
  const wanted = words.toLowerCase();
  const names = [...new Set(labs.flatMap(({ jobNames }) => jobNames))];
  return names.find((name) => name.toLowerCase() === wanted) ?? containing(wanted, names)[0];
}

/** The patterns of job names that a filter asks for. */
export function jobsOf(filter: Filter): readonly string[] {
  return filter.flatMap(({ key, negated, values }) => (key === "job" && !negated ? values : []));
}

/** The words of a filter that are parts of one test's name, as they were typed: `Nightly Regression` is read as two. */
export function testWordsOf(filter: Filter): string | undefined {
  const terms = filter.filter(({ key, negated }) => key === "test" && !negated);
  const words = terms.map(({ values }) => (values.length === 1 ? bareWord(values[0] ?? "") : undefined));
  return words.length === 0 || words.includes(undefined) ? undefined : words.join(" ");
}

/** `*Login*` is how a bare word is read; other globs were typed. */
function bareWord(value: string): string | undefined {
  const word = /^\*(.+)\*$/s.exec(value)?.[1] ?? value;
  return nameOf(word);
}

function containing(typed: string, names: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase();
  if (wanted.length < 3) return [];
  return names.filter((name) => name.toLowerCase().includes(wanted)).toSorted((a, b) => a.length - b.length);
}
