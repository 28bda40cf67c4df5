import {
  advanceBuild,
  buildKey,
  decideCadence,
  isSettled,
  mergeRecorded,
  parseBuildKey,
  wentWrong,
  type BuildKey,
  type BuildPicture,
  type BuildRef,
  type Enrichment,
} from "@perfecto-bot/domain";
import { LabError, type ExecutionsAnswer, type Lab } from "../ports/lab.ts";
import { buildQuery } from "./build-query.ts";
import { enrich, toEnrich } from "./enrich.ts";
import type { PollParts } from "./poll-parts.ts";
import { recordExecutions } from "./record-executions.ts";
import { updateBuild } from "./update-build.ts";
import { watchLab } from "./watch-lab.ts";

/**
 * Driver sessions asked for alone in one look, so that one slow video does not hold back other failures.
 * Those that were given up come last, so that many stuck ones do not hold back others either.
 */
const MOST_SESSIONS_ALONE = 20;
const LAB_TROUBLE_WAIT_MS = 15_000;

/** What came of a look at a build: look again, or leave it until something new is seen. */
export type TrackOutcome = { readonly kind: "again"; readonly afterMs: number } | { readonly kind: "done" };

/** Looks at one build in flight: records what the lab says, fetches the commands of failures, and judges finality. */
export async function track(parts: PollParts, key: BuildKey): Promise<TrackOutcome> {
  const ref = parseBuildKey(key);
  const lab = ref && parts.labs.get(ref.lab);
  if (ref === undefined || lab === undefined) return close(parts, key);
  try {
    await look(parts, lab, ref);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return {
      kind: "again",
      afterMs: Math.max(error.retryAfterMs ?? 0, Math.min(LAB_TROUBLE_WAIT_MS, parts.policy.trackEveryMs * 3)),
    };
  }
  return judge(parts, ref);
}

async function look(parts: PollParts, lab: Lab, ref: BuildRef): Promise<void> {
  const answer = await watchLab(parts, lab, (asked) => asked.listExecutions(buildQuery(ref)));
  if (answer.truncated) parts.onNews({ kind: "answer-truncated", lab: lab.id, what: buildKey(ref) });
  const updates = await recordExecutions(parts, answer, answer.executions);
  await handOn(
    parts,
    ref,
    [...updates.keys()].filter((key) => key !== buildKey(ref)),
  );
  await settleAlone(parts, lab, ref, answer);
  await enrichFailures(parts, lab, ref);
}

/** CI may name a build without its branch; the builds of the branches then take over what CI said. */
async function handOn(parts: PollParts, from: BuildRef, keys: readonly BuildKey[]): Promise<void> {
  if (keys.length === 0) return;
  const said = from.branch === undefined ? (await parts.pictures.load(buildKey(from)))?.ci : undefined;
  for (const key of keys) {
    const ref = parseBuildKey(key);
    if (ref === undefined) continue;
    const { picture } = await updateBuild(
      parts.pictures,
      ref,
      (known) => said && { ...known, ci: { ...known.ci, ...said } },
    );
    if (picture.final !== undefined) continue;
    await parts.pictures.openBuild(key, parts.now());
    await parts.signals.track(key);
  }
  if (said !== undefined) await updateBuild(parts.pictures, from, ({ ci: _handedOn, ...rest }) => rest);
}

async function settleAlone(parts: PollParts, lab: Lab, ref: BuildRef, answer: ExecutionsAnswer): Promise<void> {
  if (answer.processing === "complete" || ref.kind === "session") return;
  const picture = await parts.pictures.load(buildKey(ref));
  const waiting = [...(picture?.executions.values() ?? [])]
    .filter((one) => wentWrong(one.execution) && !isSettled(one))
    .toSorted((a, b) => (a.overdueAtMs ?? 0) - (b.overdueAtMs ?? 0));
  const sessions = [...new Set(waiting.map(({ execution }) => execution.externalId))].filter((id) => id !== undefined);
  for (const externalId of sessions.slice(0, MOST_SESSIONS_ALONE)) {
    const alone = await watchLab(parts, lab, (asked) => asked.listExecutions({ externalIds: [externalId] }));
    if (alone.processing === "complete") await recordExecutions(parts, alone, alone.executions);
  }
}

async function enrichFailures(parts: PollParts, lab: Lab, ref: BuildRef): Promise<void> {
  const picture = await parts.pictures.load(buildKey(ref));
  const pending = toEnrich(picture?.executions.values() ?? []);
  if (pending.length === 0) return;
  const found = new Map<string, Enrichment>();
  const results = await Promise.allSettled(
    pending.map(async (one) => found.set(one.execution.id, await enrich(lab, one))),
  );
  const update = await updateBuild(parts.pictures, ref, (now) => withEnrichments(now, found));
  if (update.written) await parts.signals.plan(buildKey(ref));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

function withEnrichments(picture: BuildPicture, found: ReadonlyMap<string, Enrichment>): BuildPicture | undefined {
  if (found.size === 0) return undefined;
  const executions = new Map(picture.executions);
  for (const [id, enrichment] of found) {
    const known = executions.get(id);
    if (known) executions.set(id, mergeRecorded(known, { ...known, enrichment }));
  }
  return { ...picture, executions };
}

async function judge(parts: PollParts, ref: BuildRef): Promise<TrackOutcome> {
  const key = buildKey(ref);
  const nowMs = parts.now();
  const { picture, written } = await updateBuild(parts.pictures, ref, (current) => {
    const advance = advanceBuild(current, nowMs, parts.policy);
    return advance.news ? advance.picture : undefined;
  });
  if (written) await parts.signals.plan(key);
  if (picture.executions.size === 0 && picture.ci === undefined) return close(parts, key);
  const { finality } = advanceBuild(picture, nowMs, parts.policy);
  const unfinished = toEnrich(picture.executions.values()).length > 0;
  const cadence = decideCadence(picture, finality, nowMs, parts.policy);
  if (unfinished) return { kind: "again", afterMs: parts.policy.trackEveryMs };
  return cadence.kind === "done" ? close(parts, key) : { kind: "again", afterMs: cadence.afterMs };
}

async function close(parts: PollParts, key: BuildKey): Promise<TrackOutcome> {
  await parts.pictures.closeBuild(key);
  return { kind: "done" };
}
