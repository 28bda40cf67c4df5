import {
  ciOf,
  emptyPicture,
  LONGEST_PAUSE_MS,
  recordAnswer,
  reopen,
  withAttempts,
  type BuildKey,
  type BuildPicture,
  type BuildRef,
  type JobLine,
  type RecordedExecution,
} from "@perfecto-bot/domain";
import type { KnownBuild, KnownBuilds, PictureStore } from "../ports/picture-store.ts";
import { decideBuilds, type DecidedBuild, type Decision, type LineNews } from "./decide-builds.ts";
import { loadLine, MOST_KNOWN, type Around, type HeldBuild, type LineBuilds } from "./line-builds.ts";
import type { Update } from "./update-build.ts";

export type { LineNews } from "./decide-builds.ts";

const MOST_TRIES = 50;

/** What assigning needs. */
export interface AssignParts {
  readonly pictures: PictureStore;
  readonly quietPeriodMs: number;
}

/** Work in hand: the news, what it was judged by, and what was written so far, whatever comes of the rest. */
interface Assigning {
  readonly pictures: PictureStore;
  readonly news: LineNews;
  readonly builds: LineBuilds;
  readonly decision: Decision;
  readonly written: Set<BuildKey>;
}

/**
 * Writes news of a line into the pictures of the builds that `splitLine` finds. A build keeps the key that it was first
 * given, whatever is learnt of its start later. Every write is refused where another worker wrote meanwhile, and then all
 * is decided anew by what is stored then. Which builds there are, and between which executions move, is written before
 * anything else, and executions move by being added before they are removed: a crash between loses nothing, and the next
 * look ends what was begun. Answers the builds around the news in order of start; those that became part of
 * another come first.
 * @throws {Error} when other workers were faster fifty times in a row.
 */
export async function assignBuilds(
  { pictures, quietPeriodMs }: AssignParts,
  news: LineNews,
): Promise<ReadonlyMap<BuildKey, Update>> {
  const written = new Set<BuildKey>();
  let after = 1;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const builds = await loadLine(pictures, news.line, { ...around(news, quietPeriodMs), after });
    const decision = decideBuilds(news, builds, quietPeriodMs);
    // Where the last of them changes, what comes after it may change, too.
    if (builds.following && isOther(builds.held.at(-1), decision)) {
      after *= 2;
      continue;
    }
    const updates = await write({ pictures, news, builds, decision, written });
    if (updates !== "conflict") return updates;
  }
  throw new Error(
    `the builds of ${news.line.job} change faster than they can be written; they will be looked at again`,
  );
}

/** Whether a known build is not as it was. */
function isOther(held: HeldBuild | undefined, { builds, moving }: Decision): boolean {
  const decided = builds.find(({ key }) => key === held?.key);
  if (held === undefined || decided === undefined) return held !== undefined && moving.has(held.key);
  const { executions, ci } = decided.split;
  if (moving.has(held.key)) return true;
  return executions.length !== held.picture.executions.size || ci.length !== ciOf(held.picture).length;
}

/** The time in which builds may be touched: what runs long may join several, and CI may speak of what began a day before. */
function around({ executions, atMs }: LineNews, quietPeriodMs: number): Omit<Around, "after"> {
  const starts = executions.map(({ startedAtMs, endedAtMs }) => startedAtMs ?? endedAtMs ?? atMs);
  const ends = executions.map(({ startedAtMs, endedAtMs }) => endedAtMs ?? startedAtMs ?? atMs);
  const fromMs = starts.length === 0 ? atMs - LONGEST_PAUSE_MS : starts.reduce((a, b) => Math.min(a, b));
  const lastMs = ends.length === 0 ? atMs : ends.reduce((a, b) => Math.max(a, b));
  return { fromMs, toMs: lastMs + quietPeriodMs, shown: executions.length > 0 };
}

async function write(work: Assigning): Promise<ReadonlyMap<BuildKey, Update> | "conflict"> {
  const { pictures, news, builds, decision, written } = work;
  const { line } = news;
  const listed = await list(pictures, line, builds, decision);
  if (listed === "conflict") return "conflict";
  const joined = new Map<BuildKey, Update>();
  const found = new Map<BuildKey, Update>(decision.builds.map(({ key, ref }) => [key, unwritten(ref)]));
  // The latest first: what CI told moves to later builds, and so is there before it goes.
  for (const one of decision.builds.toReversed()) {
    const update = await add(work, one);
    if (update === "conflict") return "conflict";
    found.set(one.key, update);
  }
  const homes = new Map(decision.builds.flatMap(({ key, split }) => split.executions.map(({ id }) => [id, key])));
  for (const { key } of decision.builds) {
    const grown = found.get(key)?.picture;
    const fewer = grown && without(grown, (id) => (homes.get(id) ?? key) !== key);
    if (grown === undefined || fewer === undefined) continue;
    const picture = await save(work, key, grown, fewer);
    if (picture === "conflict") return "conflict";
    found.set(key, { picture, written: true });
  }
  for (const { from, to } of decision.joins) {
    const picture = await save(work, from.key, from.picture, { ...emptyPicture(from.ref), joinedTo: to.key });
    if (picture === "conflict") return "conflict";
    joined.set(from.key, { picture, written: true });
  }
  const looked = [...builds.held, ...builds.announced, ...decision.builds];
  const settled = new Set(looked.map(({ key }) => key));
  if ((await unlist(pictures, line, listed, settled, joined)) === "conflict") return "conflict";
  return new Map([...joined, ...found].map(([key, { picture }]) => [key, { picture, written: written.has(key) }]));
}

function unwritten(ref: BuildRef): Update {
  return { picture: emptyPicture(ref), written: false };
}

/** Lists new builds among the known ones, marks those between which executions move, and takes away those that are gone. */
async function list(
  pictures: PictureStore,
  { lab, job }: JobLine,
  { known, gone }: LineBuilds,
  { builds, moving }: Decision,
): Promise<KnownBuilds | "conflict"> {
  const decided = new Map(builds.map((one) => [one.key, knownOf(one)]));
  const kept = known.builds
    .filter(({ key }) => !gone.has(key))
    .map((build) => ({ ...build, ...decided.get(build.key) }));
  const listed = new Set(kept.map(({ key }) => key));
  const fresh = [...decided.values()].filter(({ key }) => !listed.has(key));
  const next = [...kept, ...fresh].map((build): KnownBuild =>
    moving.has(build.key) ? { ...build, moving: true } : build,
  );
  const isSame =
    next.length === known.builds.length && next.every((build, index) => isSameBuild(build, known.builds[index]));
  if (isSame) return known;
  const newestFirst = next.toSorted((a, b) => b.startedAtMs - a.startedAtMs).slice(0, MOST_KNOWN);
  const answer = await pictures.saveKnownBuilds(lab, job, known, newestFirst);
  return answer === "conflict" ? answer : { revision: known.revision + 1, builds: newestFirst };
}

/** After everything moved: takes the marks of these builds away, and from the list what is part of another now. */
async function unlist(
  pictures: PictureStore,
  { lab, job }: JobLine,
  listed: KnownBuilds,
  settled: ReadonlySet<BuildKey>,
  joined: ReadonlyMap<BuildKey, Update>,
): Promise<"saved" | "conflict"> {
  if (!listed.builds.some(({ key, moving }) => moving === true && settled.has(key))) return "saved";
  const left = listed.builds
    .filter(({ key }) => !joined.has(key))
    .map(({ moving, ...build }): KnownBuild =>
      moving === true && !settled.has(build.key) ? { ...build, moving } : build,
    );
  return pictures.saveKnownBuilds(lab, job, listed, left);
}

function isSameBuild(a: KnownBuild, b: KnownBuild | undefined): boolean {
  return a.key === b?.key && a.startedAtMs === b.startedAtMs && a.moving === b.moving;
}

function knownOf({ key, branch, number, startedAtMs }: DecidedBuild): KnownBuild {
  return {
    key,
    ...(branch === undefined ? {} : { branch }),
    ...(number === undefined ? {} : { number }),
    startedAtMs,
  };
}

async function add(work: Assigning, decided: DecidedBuild): Promise<Update | "conflict"> {
  const { key, ref } = decided;
  const before = decided.picture ?? (await work.pictures.load(key)) ?? emptyPicture(ref);
  const changed = withNews(before, work, decided);
  if (changed === undefined) return { picture: before, written: false };
  const picture = await save(work, key, before, changed);
  return picture === "conflict" ? picture : { picture, written: true };
}

async function save(
  { pictures, written }: Assigning,
  key: BuildKey,
  before: BuildPicture,
  changed: BuildPicture,
): Promise<BuildPicture | "conflict"> {
  const after = { ...changed, revision: before.revision + 1 };
  if ((await pictures.save(key, before, after)) === "conflict") return "conflict";
  written.add(key);
  return after;
}

/** The picture with what the decision puts into it; undefined where nothing people could see changed. */
function withNews(
  before: BuildPicture,
  { news, builds }: Assigning,
  { split }: DecidedBuild,
): BuildPicture | undefined {
  const own = new Set(split.executions.map(({ id }) => id));
  const moved = builds.held
    .flatMap(({ picture }) => [...picture.executions])
    .filter(([id]) => own.has(id) && !before.executions.has(id));
  // A build that was joined to another one, and now is one again, begins anew.
  const base = before.joinedTo === undefined ? before : emptyPicture(before.ref);
  const attempted = withAttempts(withMoved(base, moved), split.ci, split.attempts);
  const executions = news.executions.filter(({ id }) => own.has(id));
  const recording = recordAnswer(attempted, { executions, complete: news.complete, answeredAtMs: news.atMs });
  const isTold = JSON.stringify([ciOf(before), before.attempts]) !== JSON.stringify([split.ci, attempted.attempts]);
  return recording.news || moved.length > 0 || isTold ? recording.picture : undefined;
}

/** What moves into a final build reopens it. */
function withMoved(picture: BuildPicture, moved: readonly (readonly [string, RecordedExecution])[]): BuildPicture {
  if (moved.length === 0) return picture;
  return { ...reopen(picture), executions: new Map([...picture.executions, ...moved]) };
}

function without(picture: BuildPicture, isElsewhere: (id: string) => boolean): BuildPicture | undefined {
  const executions = new Map([...picture.executions].filter(([id]) => !isElsewhere(id)));
  return executions.size === picture.executions.size ? undefined : { ...picture, executions };
}
