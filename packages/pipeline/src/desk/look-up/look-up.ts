import type { LookupOf } from "@perfecto-bot/cards";
import { canBeChosen } from "@perfecto-bot/domain";
import type { Lab } from "../../ports/lab.ts";
import { askLab } from "../ask/ask-lab.ts";
import type { DeskParts } from "../desk-parts.ts";
import { keepFresh, type Freshness } from "./keep-fresh.ts";
import { namesIn, type NamesSeen, type WeighedNames } from "./names-in.ts";
import { offerNames } from "./offer-names.ts";

/** Finds names for what was typed so far, as `Desk.lookUp` says. */
export type LookUp = (of: LookupOf, typed: string) => Promise<readonly string[]>;

type LookUpParts = Pick<DeskParts, "labs" | "pictures" | "now" | "onError">;

const DAY_MS = 24 * 60 * 60_000;
const MOST_JOBS = 5_000;
const MOST_PAGES = 3;
/** Of the two seconds in which a chat wants its names, the rest is for the way. */
const WAIT_MS = 1_500;
/** A lab is read for names once in five minutes while people fill in forms, and once a minute while it fails. */
const LAB: Freshness = { staleAfterMs: 5 * 60_000, spentAfterMs: 60 * 60_000, notAgainForMs: 60_000, waitMs: WAIT_MS };
/** Somebody types several letters a second. */
const MEMORY: Freshness = { staleAfterMs: 10_000, spentAfterMs: 10_000, notAgainForMs: 10_000, waitMs: WAIT_MS };
/** A reading that takes so long is given up, so that another one can begin. */
const LONGEST_READING_MS = 60_000;

/** What is looked up by names of which kinds, the best known kind first: people know a device by its model. */
const KINDS: Readonly<Record<LookupOf, readonly (keyof NamesSeen)[]>> = {
  job: ["job"],
  device: ["device", "deviceId"],
  tag: ["tag"],
  owner: ["owner"],
};
const NONE: WeighedNames = new Map();
const NOTHING: NamesSeen = { job: NONE, device: NONE, deviceId: NONE, tag: NONE, owner: NONE };

/**
 * Looks up names of all labs: whoever may ask the labs may know them, and nothing else is looked at. Names of what ran in the
 * last day come from the labs themselves and are kept in this process for a while; jobs that were seen before come from the
 * picture. A lab that is slow or fails offers what is known of it.
 */
export function createLookUp(parts: LookUpParts): LookUp {
  const labs = [...parts.labs.values()].map((lab) => knowLab(parts, lab));
  return async (of, typed) => {
    const known = await Promise.all(labs.map((names) => names(of)));
    const names = KINDS[of].flatMap((kind) => bestKnown(kind, known));
    return offerNames(of, of === "job" ? names : eachOnce(names), typed);
  };
}

/** What is known of one lab. */
function knowLab(parts: LookUpParts, lab: Lab): (of: LookupOf) => Promise<NamesSeen> {
  const { now, onError } = parts;
  const lately = keepFresh(
    () => readNames(parts, lab),
    LAB,
    now,
    (error) => onError(error, "looking for names"),
  );
  const remembered = keepFresh(
    () => recallJobs(parts, lab),
    MEMORY,
    now,
    (error) => onError(error, "recalling job names"),
  );
  return async (of) => {
    const [seen = NOTHING, before = NONE] = await Promise.all([lately(), of === "job" ? remembered() : NONE]);
    // When a job ran says more than when somebody noticed.
    return { ...seen, job: new Map([...before, ...seen.job]) };
  };
}

/** The names of what began in the last day; undefined where the lab does not tell. Its jobs are remembered. */
async function readNames({ pictures, now, onError }: LookUpParts, lab: Lab): Promise<NamesSeen | undefined> {
  const query = { startedFromMs: now() - DAY_MS, maxPages: MOST_PAGES };
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), LONGEST_READING_MS);
  const ask = () => lab.listExecutions(query, deadline.signal);
  const answer = await askLab({ onError }, "looking for names", ask).finally(() => clearTimeout(timer));
  if (answer.kind === "failed") return undefined;
  const names = namesIn(answer.value.executions);
  try {
    if (names.job.size > 0) await pictures.rememberJobNames(lab.id, [...names.job.keys()], now());
  } catch (error) {
    onError(error, "remembering job names");
  }
  return names;
}

async function recallJobs({ pictures }: LookUpParts, lab: Lab): Promise<WeighedNames> {
  const known = await pictures.jobNames(lab.id, MOST_JOBS);
  return new Map(known.filter(({ name }) => canBeChosen(name)).map(({ name, lastSeenMs }) => [name, lastSeenMs]));
}

/** The names of one kind in all labs, the best known first. */
function bestKnown(kind: keyof NamesSeen, labs: readonly NamesSeen[]): readonly string[] {
  const weights = new Map<string, number>();
  for (const lab of labs)
    for (const [name, weight] of lab[kind]) {
      const before = weights.get(name) ?? 0;
      weights.set(name, kind === "job" ? Math.max(before, weight) : before + weight);
    }
  return [...weights].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
}

/** A filter ignores case: the best known spelling stands for all. Jobs alone are compared with case. */
function eachOnce(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size < seen.add(name.toLowerCase()).size);
}
