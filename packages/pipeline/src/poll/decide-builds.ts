import {
  buildKey,
  ciOf,
  joinCi,
  refOf,
  splitLine,
  type BuildKey,
  type BuildPicture,
  type BuildRef,
  type CiSignal,
  type Execution,
  type JobLine,
  type SeenExecution,
  type SplitBuild,
} from "@perfecto-bot/domain";
import type { KnownBuild } from "../ports/picture-store.ts";
import { MOST_KNOWN, type HeldBuild, type LineBuilds } from "./line-builds.ts";

/** What was learnt of a line: from the lab, or from CI. */
export interface LineNews {
  readonly line: JobLine;
  readonly executions: readonly Execution[];
  /** The lab said that it prepared everything. */
  readonly complete: boolean;
  readonly atMs: number;
  /** Adds to what CI told of the latest build of the line. */
  readonly ci?: (told: readonly CiSignal[]) => readonly CiSignal[];
  /** Whether a build of which nothing is known yet is worth keeping. */
  readonly keep: (build: SplitBuild) => boolean;
}

/** A build as it was decided: its key, and what is in it. */
export interface DecidedBuild extends KnownBuild {
  readonly ref: BuildRef;
  readonly split: SplitBuild;
  /** What was known under the key already; absent for a new key. */
  readonly picture?: BuildPicture;
}

/** A build that turned out to be a part of another one. */
export interface Join {
  readonly from: HeldBuild;
  readonly to: DecidedBuild;
}

/** Which builds a line has, in order of start, and which known ones are none any more. */
export interface Decision {
  readonly builds: readonly DecidedBuild[];
  readonly joins: readonly Join[];
  /** The builds that executions, or what CI told, move into or out of. */
  readonly moving: ReadonlySet<BuildKey>;
}

/**
 * Finds the builds of a line in what is known and what was learnt, and gives each the key that it was first given. What is
 * stored already is kept, whoever has subscribed since.
 */
export function decideBuilds(news: LineNews, builds: LineBuilds, quietPeriodMs: number): Decision {
  const { line } = news;
  const holders = [...builds.held, ...builds.announced];
  const told = holders.map(({ picture }) => ciOf(picture)).reduce((a, b) => joinCi(a, b), []);
  const ci = news.ci === undefined ? told : news.ci(told);
  const pool = poolOf(holders, news);
  const found = splitLine({
    line,
    executions: [...pool.values()],
    ci,
    otherNumbers: builds.otherNumbers,
    knownBuilds: builds.earlier === 0 ? 0 : builds.earlier + 1,
    quietPeriodMs,
  });
  const splits = withFormerWhole(withUnplaced(found, ci), builds.held);
  const kept = keptOf(news, splits, holders);
  const areSomeForgotten = builds.known.builds.length >= MOST_KNOWN;
  const free = new Set<HeldBuild>(builds.held);
  const decided: DecidedBuild[] = [];
  for (const split of splits) {
    const holder = [...free].find((one) => holds(one, split, quietPeriodMs));
    if (holder !== undefined) {
      free.delete(holder);
      decided.push({ ...holder, startedAtMs: split.startMs, split });
    } else if (kept.has(split)) decided.push(begun(line, split, [...builds.own, ...decided], areSomeForgotten));
  }
  const others = holders.filter(({ key }) => !decided.some((one) => one.key === key));
  const joins = others.flatMap((from): readonly Join[] => {
    const to = decided.find(({ split }) => holds(from, split, quietPeriodMs));
    return to === undefined ? [] : [{ from, to }];
  });
  return { builds: decided, joins, moving: movingOf(decided, joins, builds.held) };
}

function movingOf(
  decided: readonly DecidedBuild[],
  joins: readonly Join[],
  held: readonly HeldBuild[],
): ReadonlySet<BuildKey> {
  const moving = new Set(joins.flatMap(({ from, to }) => [from.key, to.key]));
  const homes = new Map(decided.flatMap((one) => [...thingsOf(one.split)].map((thing) => [thing, one.key])));
  for (const { key, picture } of held) {
    for (const thing of thingsOf({
      executions: picture.executions.values().map(({ execution }) => execution),
      ci: ciOf(picture),
    })) {
      const home = homes.get(thing);
      if (home !== undefined && home !== key) moving.add(key).add(home);
    }
  }
  return moving;
}

/** Everything that is in one build: executions by id, what CI told by its time. */
function* thingsOf({
  executions,
  ci,
}: {
  readonly executions: Iterable<Execution>;
  readonly ci: readonly CiSignal[];
}): Iterable<string | number> {
  for (const { id } of executions) yield id;
  for (const one of ci) yield timeOf(one) ?? 0;
}

/** Each execution once, as it was told last. */
function poolOf(holders: readonly HeldBuild[], news: LineNews): ReadonlyMap<string, SeenExecution> {
  const pool = new Map<string, SeenExecution>();
  for (const { picture } of holders) {
    for (const [id, { execution, firstSeenAtMs }] of picture.executions) {
      pool.set(id, { execution, seenAtMs: Math.min(firstSeenAtMs, pool.get(id)?.seenAtMs ?? firstSeenAtMs) });
    }
  }
  for (const execution of news.executions)
    pool.set(execution.id, { execution, seenAtMs: pool.get(execution.id)?.seenAtMs ?? news.atMs });
  return pool;
}

/**
 * What CI told of something that the lab did not show yet has no place in a build. It waits in the build before it, as the
 * first that CI told, so that it is no answer to what CI told of that one.
 */
function withUnplaced(splits: readonly SplitBuild[], ci: readonly CiSignal[]): readonly SplitBuild[] {
  const placed = new Set(splits.flatMap((split) => split.ci));
  const waiting = ci.filter((one) => !placed.has(one));
  if (waiting.length === 0) return splits;
  const placeOf = (one: CiSignal): number =>
    Math.max(
      0,
      splits.findLastIndex(({ startMs }) => startMs <= (timeOf(one) ?? 0)),
    );
  return splits.map((split, index) => ({
    ...split,
    ci: [...waiting.filter((one) => placeOf(one) === index), ...split.ci],
  }));
}

/** What an earlier version kept as one build under a key without a start stays one. */
function withFormerWhole(splits: readonly SplitBuild[], held: readonly HeldBuild[]): readonly SplitBuild[] {
  const former = held.find(({ ref }) => ref.kind === "job" && ref.startedAtMs === undefined);
  const [first, ...others] = splits.filter((split) =>
    split.executions.some(({ id }) => former?.picture.executions.has(id)),
  );
  if (first === undefined || others.length === 0) return splits;
  const parts = new Set(others);
  const whole: SplitBuild = {
    ...first,
    executions: [first, ...others].flatMap(({ executions }) => executions),
    ci: [first, ...others].flatMap(({ ci }) => ci),
  };
  return splits.flatMap((split) => (split === first ? whole : parts.has(split) ? [] : split));
}

/**
 * What is worth keeping, what is stored, and what CI told of. Of a number also every build before those: that it came before
 * is why they are builds of their own, and a look that does not show it again must come to the same.
 */
function keptOf(
  { line, keep }: LineNews,
  splits: readonly SplitBuild[],
  holders: readonly HeldBuild[],
): ReadonlySet<SplitBuild> {
  const stored = new Set(holders.flatMap(({ picture }) => [...picture.executions.keys()]));
  const isKept = (split: SplitBuild): boolean =>
    split.ci.length > 0 || split.executions.some(({ id }) => stored.has(id)) || keep(split);
  return new Set(line.number === undefined ? splits.filter(isKept) : splits.slice(0, splits.findLastIndex(isKept) + 1));
}

/**
 * Whether a known build is one of those that were found: it has something of it, or CI announced it and nothing else is
 * known, or its picture is still to be written and it began there.
 */
function holds(
  { picture, startedAtMs }: HeldBuild,
  { executions, ci, startMs }: SplitBuild,
  quietPeriodMs: number,
): boolean {
  if (picture.executions.size > 0) return executions.some(({ id }) => picture.executions.has(id));
  const announcedMs = new Set(ciOf(picture).map(timeOf));
  if (announcedMs.size > 0) return ci.some((one) => announcedMs.has(timeOf(one)));
  const endMs = executions.reduce((last, one) => Math.max(last, one.endedAtMs ?? one.startedAtMs ?? last), startMs);
  return startedAtMs >= startMs - quietPeriodMs && startedAtMs <= endMs + quietPeriodMs;
}

function timeOf({ startedAtMs, finishedAtMs }: CiSignal): number | undefined {
  return startedAtMs ?? finishedAtMs;
}

function begun(
  line: JobLine,
  split: SplitBuild,
  earlier: readonly KnownBuild[],
  areSomeForgotten: boolean,
): DecidedBuild {
  const taken = new Set(earlier.map(({ key }) => key));
  let startedAtMs = split.startMs;
  let ref = refOf(line, startedAtMs, earlier.length > 0);
  if (ref.kind === "job" && areSomeForgotten) ref = { ...ref, dated: true };
  while (taken.has(buildKey(ref))) {
    startedAtMs += 1;
    ref = refOf(line, startedAtMs, true);
  }
  const { branch, number } = line;
  return {
    key: buildKey(ref),
    ...(branch === undefined ? {} : { branch }),
    ...(number === undefined ? {} : { number }),
    startedAtMs,
    ref,
    split,
  };
}
