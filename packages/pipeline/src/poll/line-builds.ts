import {
  buildKey,
  ciOf,
  emptyPicture,
  LONGEST_PAUSE_MS,
  parseBuildKey,
  type BuildKey,
  type BuildPicture,
  type BuildRef,
  type JobLine,
} from "@perfecto-bot/domain";
import type { KnownBuild, KnownBuilds, PictureStore } from "../ports/picture-store.ts";

/** So many builds of a job are told apart from what comes; of older ones nothing new is expected. */
export const MOST_KNOWN = 200;
/** So many builds that CI may have announced under another name of the branch are looked at. */
const MOST_ANNOUNCED = 10;
/** A job that showed no other number for so long counts no more. */
const COUNTS_FOR_MS = 14 * LONGEST_PAUSE_MS;

/** A known build of a line with its picture; an empty one where it was not written yet. */
export interface HeldBuild extends KnownBuild {
  readonly ref: BuildRef;
  readonly picture: BuildPicture;
}

/** What is known of a line around some time. */
export interface LineBuilds {
  readonly known: KnownBuilds;
  /** All builds of the line, in order of start. */
  readonly own: readonly KnownBuild[];
  /** How many of them began before those around the time. */
  readonly earlier: number;
  /** Whether there are more builds after those. */
  readonly following: boolean;
  /** Those around the time. */
  readonly held: readonly HeldBuild[];
  /** What CI announced under another name of the branch, and nothing has shown since. */
  readonly announced: readonly HeldBuild[];
  /** Those around the time that are part of another build since. */
  readonly gone: ReadonlySet<BuildKey>;
  /** Other numbers of the job, of two weeks before and of everything since. */
  readonly otherNumbers: readonly number[];
}

/** A stretch of time, epoch ms, and whether the lab showed something of the line in it. */
export interface Around {
  readonly fromMs: number;
  readonly toMs: number;
  /** How many builds after it are loaded. */
  readonly after: number;
  readonly shown: boolean;
}

/**
 * Loads the builds of a line that began within a stretch of time, the one before it and some after it, and those between
 * which somebody began to move executions.
 */
export async function loadLine(pictures: PictureStore, line: JobLine, around: Around): Promise<LineBuilds> {
  const known = await pictures.knownBuilds(line.lab, line.job);
  const sameNumber = known.builds.filter(({ number }) => number === line.number);
  const own = sameNumber.filter((build) => build.branch === line.branch).toSorted(byStart);
  const { earlier, near, following } = nearOf(own, around);
  const others = sameNumber.filter(({ branch, moving }) => branch !== line.branch && (own.length === 0 || moving));
  const maybe = around.shown ? others.filter((build) => mayBeSame(build, line, around)) : [];
  const [held, announced, former] = await Promise.all([
    holdAll(pictures, near),
    holdAll(pictures, maybe.toSorted(byStart).slice(-MOST_ANNOUNCED)),
    own.length > 0 ? undefined : formerPicture(pictures, line),
  ]);
  const gone = new Set(held.filter(({ picture }) => picture.joinedTo !== undefined).map(({ key }) => key));
  return {
    known,
    own: own.filter(({ key }) => !gone.has(key)),
    earlier,
    following,
    held: [...held.filter(({ key }) => !gone.has(key)), ...(former === undefined ? [] : [former])],
    announced: announced.filter(({ picture }) => picture.executions.size === 0 && ciOf(picture).length > 0),
    gone,
    otherNumbers: otherNumbers(known.builds, line, Math.min(near[0]?.startedAtMs ?? around.fromMs, around.fromMs)),
  };
}

function nearOf(
  own: readonly KnownBuild[],
  { fromMs, toMs, after }: Around,
): { readonly earlier: number; readonly near: readonly KnownBuild[]; readonly following: boolean } {
  const moving = own.flatMap((build, index) => (build.moving ? index : []));
  const first = own.findLastIndex(({ startedAtMs }) => startedAtMs <= fromMs);
  const later = own.findIndex(({ startedAtMs }) => startedAtMs > toMs);
  const earlier = Math.max(0, Math.min(first, ...moving));
  const end = Math.max(later < 0 ? own.length : later + after, ...moving.map((index) => index + after));
  return { earlier, near: own.slice(earlier, end), following: end < own.length };
}

function otherNumbers(builds: readonly KnownBuild[], line: JobLine, fromMs: number): readonly number[] {
  return builds.flatMap(({ number, startedAtMs }) =>
    number === undefined || number === line.number || startedAtMs < fromMs - COUNTS_FOR_MS ? [] : number,
  );
}

async function holdAll(pictures: PictureStore, builds: readonly KnownBuild[]): Promise<readonly HeldBuild[]> {
  const held = await Promise.all(
    builds.map(async (build): Promise<readonly HeldBuild[]> => {
      const picture = await pictures.load(build.key);
      const ref = picture?.ref ?? listedRef(build);
      return ref === undefined ? [] : [{ ...build, ref, picture: picture ?? emptyPicture(ref) }];
    }),
  );
  return held.flat();
}

/** What was listed and has no picture yet: who listed it died. Its key may leave its start to the list. */
function listedRef({ key, startedAtMs }: KnownBuild): BuildRef | undefined {
  const ref = parseBuildKey(key);
  return ref?.kind === "job" ? { startedAtMs, ...ref } : ref;
}

/** Before a build's start belonged to its identity, its number alone was its key. */
async function formerPicture(pictures: PictureStore, line: JobLine): Promise<HeldBuild | undefined> {
  if (line.number === undefined) return undefined;
  const { kind, lab, job, branch, number } = line;
  const ref: BuildRef = { kind, lab, job, number, ...(branch === undefined ? {} : { branch }) };
  const key = buildKey(ref);
  const picture = await pictures.load(key);
  if (picture === undefined || picture.joinedTo !== undefined) return undefined;
  const starts = [...picture.executions.values()].map(
    ({ execution, firstSeenAtMs }) => execution.startedAtMs ?? firstSeenAtMs,
  );
  const told = ciOf(picture).flatMap(({ startedAtMs, finishedAtMs }) => startedAtMs ?? finishedAtMs ?? []);
  const startedAtMs = [...starts, ...told].reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER);
  return { key, number, ...(branch === undefined ? {} : { branch }), startedAtMs, ref, picture };
}

/** Either side may not say the branch. An announcement waits for a day to be seen. */
function mayBeSame({ branch, startedAtMs }: KnownBuild, line: JobLine, { fromMs, toMs }: Around): boolean {
  const isNear = startedAtMs >= fromMs - LONGEST_PAUSE_MS && startedAtMs <= toMs + LONGEST_PAUSE_MS;
  return isNear && (branch === undefined || line.branch === undefined);
}

function byStart(a: KnownBuild, b: KnownBuild): number {
  return a.startedAtMs - b.startedAtMs;
}
