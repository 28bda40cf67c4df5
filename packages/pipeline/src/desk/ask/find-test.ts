import { isGlob, nameOf, spellingOf, testKey, type Execution, type Filter } from "@perfecto-bot/domain";
import type { Lab } from "../../ports/lab.ts";
import type { Gap } from "./answer.ts";
import { askLab } from "./ask-lab.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { covered, labGap } from "./coverage-of.ts";
import { readExecutions } from "./read-executions.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** A name may mean many tests; the newest of so many executions is taken. */
const MOST_CANDIDATES = 200;
const MOST_ASKS = 60;

/** The execution that words mean, if there is one, and what could not be looked at. */
export interface FoundTest {
  readonly execution?: Execution;
  /** How many other executions the words may mean, of other tests or platforms. */
  readonly others: number;
  readonly examined: number;
  readonly gaps: readonly Gap[];
  readonly asOfMs: number;
  readonly source: "memory" | "lab";
}

/** Finds an execution by link, id or pattern of names. A name means the newest execution of the last week that has it, or has it as a part. */
export async function findTest(parts: AskParts, about: string, options: AskOptions): Promise<FoundTest> {
  const link = parts.readLink?.(about);
  if (link?.kind === "session") return findSession(parts, link.externalId, options);
  if (link?.kind === "build") return none(parts);
  const id = link?.id ?? spellingOf(about);
  const remembered = await recall(parts, id);
  if (remembered !== undefined) return { ...none(parts), execution: remembered, examined: 1, source: "memory" };
  const byId = link !== undefined || isIdLike(id) ? await findById(parts, id, options) : none(parts);
  if (byId.execution !== undefined || link !== undefined) return byId;
  const byName = await findByName(parts, about, options);
  return byName.execution === undefined ? { ...byName, gaps: [...byId.gaps, ...byName.gaps] } : byName;
}

async function findById(parts: AskParts, id: string, { signal }: AskOptions): Promise<FoundTest> {
  const found = await Promise.all([...parts.labs.values()].map((lab) => findAtLab(parts, lab, id, signal)));
  const execution = found.map((one) => one.execution).find((one) => one !== undefined);
  const gaps = execution === undefined ? found.flatMap((one) => one.gaps) : [];
  return { ...none(parts), gaps, ...(execution === undefined ? {} : { execution, examined: 1 }) };
}

async function recall({ labs, pictures }: AskParts, id: string): Promise<Execution | undefined> {
  for (const lab of labs.keys()) {
    const key = await pictures?.buildOfExecution(lab, id);
    const execution = key === undefined ? undefined : (await pictures?.load(key))?.executions.get(id)?.execution;
    if (execution !== undefined) return execution;
  }
  return undefined;
}

/**
 * The lab cannot be asked for an execution by id, but for its commands: the first of them began shortly after it, so that it
 * is found in a short window.
 */
async function findAtLab(
  parts: AskParts,
  lab: Lab,
  id: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly execution?: Execution; readonly gaps: readonly Gap[] }> {
  const commands = await askLab(parts, "looking for a test", () => lab.listCommands(id, signal));
  if (commands.kind === "failed")
    return { gaps: commands.error.kind === "not-found" ? [] : [labGap(lab.id, commands.error)] };
  const starts = commands.value.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  const firstMs = starts.reduce((a, b) => Math.min(a, b), parts.now());
  for (const backMs of [10 * MINUTE_MS, 12 * HOUR_MS]) {
    const times = { startedFromMs: firstMs - backMs, startedToMs: firstMs + MINUTE_MS };
    const answer = await askLab(parts, "looking for a test", () => lab.listExecutions(times, signal));
    if (answer.kind === "failed") return { gaps: [labGap(lab.id, answer.error)] };
    const execution = answer.value.executions.find((one) => one.id === id);
    if (execution !== undefined) return { execution, gaps: [] };
  }
  return { gaps: [] };
}

async function findSession(parts: AskParts, externalId: string, { signal }: AskOptions): Promise<FoundTest> {
  const answers = await Promise.all(
    [...parts.labs.values()].map(async (lab) => ({
      lab,
      answer: await askLab(parts, "looking for a test", () =>
        lab.listExecutions({ externalIds: [externalId] }, signal),
      ),
    })),
  );
  const found = answers.flatMap(({ answer }) => (answer.kind === "told" ? answer.value.executions : []));
  const [execution, ...others] = found.toSorted((a, b) => (b.startedAtMs ?? 0) - (a.startedAtMs ?? 0));
  if (execution !== undefined) return { ...none(parts), execution, others: others.length, examined: found.length };
  const gaps = answers.flatMap(({ lab, answer }) => (answer.kind === "failed" ? [labGap(lab.id, answer.error)] : []));
  return { ...none(parts), gaps };
}

async function findByName(parts: AskParts, pattern: string, options: AskOptions): Promise<FoundTest> {
  const toMs = parts.now();
  const filter: Filter = [{ key: "test", negated: false, values: [isGlob(pattern) ? pattern : `*${pattern}*`] }];
  const window = { fromMs: toMs - WEEK_MS, toMs };
  const read = await readExecutions(
    parts,
    { filter, window, askedAtMs: toMs, cap: MOST_CANDIDATES, mostAsks: MOST_ASKS },
    options,
  );
  const exact = read.rows.filter((row) => row.name.toLowerCase() === nameOf(pattern)?.toLowerCase());
  const candidates = exact.length > 0 ? exact : read.rows;
  const [execution] = candidates;
  const { examined, coverage } = read;
  const gaps = coverage.gaps.filter((gap) => gap.kind !== "cap");
  const found = { gaps, examined, asOfMs: coverage.asOfMs, source: "lab" as const };
  if (execution === undefined) return { ...found, others: 0 };
  return { ...found, execution, others: candidates.filter((one) => !isSameTest(one, execution)).length };
}

/** Whether two executions are of one test on one platform, in one job. */
export function isSameTest(one: Execution, other: Execution): boolean {
  return one.lab === other.lab && testKey(one) === testKey(other) && one.job?.name === other.job?.name;
}

/** Whether a word may be the id of an execution, such as 5ad4f0c2e4b0; what only may be one is looked for by name, too. */
function isIdLike(word: string): boolean {
  return /^[\w-]{8,64}$/.test(word) && /\d/.test(word);
}

function none({ now }: AskParts): FoundTest {
  const { gaps, asOfMs, source } = covered([], now(), "lab");
  return { others: 0, examined: 0, gaps, asOfMs, source };
}
