import {
  advanceBuild,
  decideCadence,
  isSettled,
  jobHabits,
  parseBuildKey,
  recordedResults,
  wentWrong,
  type BuildKey,
  type BuildPicture,
  type BuildRef,
  type Execution,
  type JobHabits,
} from "@perfecto-bot/domain";
import { LabError, type ExecutionsAnswer, type Lab } from "../ports/lab.ts";
import type { Next } from "../ports/signals.ts";
import { buildQuery } from "./build-query.ts";
import { enrichFailures, nextEnrichmentMs } from "./enrich-failures.ts";
import { needsLooks } from "./needs-looks.ts";
import type { PollParts } from "./poll-parts.ts";
import { recordExecutions } from "./record-executions.ts";
import { updateBuild, type UpdatedBuild } from "./update-build.ts";
import { watchLab } from "./watch-lab.ts";

/**
 * Driver sessions asked for alone in one look, so that one slow video does not hold back other failures.
 * Those that were given up come last, so that many stuck ones do not hold back others either.
 */
const MOST_SESSIONS_ALONE = 20;
const LAB_TROUBLE_WAIT_MS = 15_000;

/**
 * Looks at one build in flight: records what the lab says, fetches commands of failures in its spare time, and judges
 * finality. Done: the build is left until something new is seen.
 */
export async function track(parts: PollParts, key: BuildKey): Promise<Next> {
  const picture = await parts.pictures.load(key);
  const ref = picture?.ref ?? parseBuildKey(key);
  const lab = ref && parts.labs.get(ref.lab);
  if (ref === undefined || lab === undefined || picture?.joinedTo !== undefined) return { kind: "done" };
  try {
    if (!isOver(parts, picture)) await look(parts, lab, { key, ref });
  } catch (error) {
    if (!(error instanceof LabError) || (await isRefusedAlone(parts, error))) throw error;
    return {
      kind: "again",
      afterMs: Math.max(error.retryAfterMs ?? 0, Math.min(LAB_TROUBLE_WAIT_MS, parts.policy.trackEveryMs * 3)),
    };
  }
  await enrichFailures(parts, parts.backgroundLabs?.get(lab.id) ?? lab, { key, ref });
  return judge(parts, { key, ref });
}

/** Whether the lab refuses this build while it answers otherwise: then it is tried with growing pauses, and set aside alone. */
async function isRefusedAlone({ memory }: PollParts, { kind, lab }: LabError): Promise<boolean> {
  return kind === "refused" && (await memory.health(lab)).trouble === undefined;
}

/** Whether nothing but commands is waited for: the lab need not be asked what else there is. */
function isOver({ now, policy }: PollParts, picture: BuildPicture | undefined): boolean {
  if (picture?.final === undefined || nextEnrichmentMs(picture, now(), policy) === undefined) return false;
  const { finality } = advanceBuild(picture, now(), policy);
  return decideCadence(picture, finality, now(), policy).kind === "done";
}

async function look(parts: PollParts, lab: Lab, build: UpdatedBuild): Promise<void> {
  const { key, ref } = build;
  const answer = await watchLab(parts, lab, (asked) => asked.listExecutions(buildQuery(ref)), true);
  if (answer.truncated) parts.onNews({ kind: "answer-truncated", lab: lab.id, what: key });
  const updates = await recordExecutions(
    parts,
    answer,
    answer.executions.filter((one) => mayConcern(ref, one)),
  );
  for (const [other, { picture }] of updates) {
    if (other === key || !needsLooks(parts, picture)) continue;
    await parts.schedule.dueBy("track", other, parts.now());
    await parts.signals.track(other);
  }
  await settleAlone(parts, lab, build, answer);
}

/** What is asked for by time brings other builds of the job; discovery looks after those. */
function mayConcern(ref: BuildRef, { job }: Execution): boolean {
  return ref.kind === "session" || job?.number === (ref.kind === "job" ? ref.number : undefined);
}

async function settleAlone(
  parts: PollParts,
  lab: Lab,
  { key, ref }: UpdatedBuild,
  answer: ExecutionsAnswer,
): Promise<void> {
  if (answer.processing === "complete" || ref.kind === "session") return;
  const picture = await parts.pictures.load(key);
  const waiting = [...(picture?.executions.values() ?? [])]
    .filter((one) => wentWrong(one.execution) && !isSettled(one))
    .toSorted((a, b) => (a.overdueAtMs ?? 0) - (b.overdueAtMs ?? 0));
  const sessions = [...new Set(waiting.map(({ execution }) => execution.externalId))].filter((id) => id !== undefined);
  for (const externalId of sessions.slice(0, MOST_SESSIONS_ALONE)) {
    const alone = await askForSession(parts, lab, externalId);
    if (alone?.processing === "complete") await recordExecutions(parts, alone, alone.executions);
  }
}

/** Undefined where the lab refuses this session, which holds up no other. */
async function askForSession(parts: PollParts, lab: Lab, externalId: string): Promise<ExecutionsAnswer | undefined> {
  try {
    return await watchLab(parts, lab, (asked) => asked.listExecutions({ externalIds: [externalId] }), true);
  } catch (error) {
    if (error instanceof LabError && error.kind === "refused") return undefined;
    throw error;
  }
}

async function judge(parts: PollParts, build: UpdatedBuild): Promise<Next> {
  const { key } = build;
  const nowMs = parts.now();
  const known = await parts.pictures.load(key);
  const habits = known === undefined ? {} : await habitsFor(parts, known, nowMs);
  const { picture, written } = await updateBuild(parts.pictures, picturedBuild(build, known), (current) => {
    const advance = advanceBuild(current, nowMs, parts.policy, habits);
    return advance.news ? advance.picture : undefined;
  });
  if (written) await parts.signals.plan(key);
  if (picture.executions.size === 0 && picture.ci === undefined) return { kind: "done" };
  const { finality } = advanceBuild(picture, nowMs, parts.policy, habits);
  const cadence = decideCadence(picture, finality, nowMs, parts.policy);
  const commandsAtMs = nextEnrichmentMs(picture, nowMs, parts.policy);
  if (commandsAtMs === undefined)
    return cadence.kind === "done" ? { kind: "done" } : { kind: "again", afterMs: cadence.afterMs };
  const commandsAfterMs = Math.max(parts.policy.trackEveryMs, commandsAtMs - nowMs);
  return {
    kind: "again",
    afterMs: cadence.kind === "done" ? commandsAfterMs : Math.min(cadence.afterMs, commandsAfterMs),
  };
}

function picturedBuild(build: UpdatedBuild, picture: BuildPicture | undefined): UpdatedBuild {
  return picture === undefined ? build : { ...build, picture };
}

/** Earlier builds are looked up only where they may count: for a failure, and before a build is final. */
async function habitsFor(parts: PollParts, picture: BuildPicture, nowMs: number): Promise<JobHabits> {
  const { ref, final } = picture;
  if (final !== undefined || ref.job === undefined) return {};
  const mayCount =
    advanceBuild(picture, nowMs, parts.policy).finality.final ||
    recordedResults(picture).some(({ outcome, latest }) => outcome === "failed" && latest.confirmedAtMs === undefined);
  return mayCount ? jobHabits(await parts.pictures.finishedBuilds(ref.lab, ref.job, ref.branch)) : {};
}
