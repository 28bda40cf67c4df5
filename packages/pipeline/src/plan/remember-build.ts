import {
  buildKey,
  deviceEvidence,
  recordedResults,
  rememberResult,
  suspectDevices,
  type BuildPicture,
  type BuildRef,
  type TestHistory,
  type TestKey,
} from "@perfecto-bot/domain";
import type { HistoryLine, HistoryStore } from "../ports/history-store.ts";
import type { PictureStore } from "../ports/picture-store.ts";
import { finishedBuild, startOfBuild } from "./finished-build.ts";
import { readFacts } from "./read-facts.ts";

/** What remembering a build needs. */
export interface RememberParts {
  readonly pictures: Pick<PictureStore, "rememberFinished" | "forgetFinished" | "finishedBuilds">;
  readonly histories: HistoryStore;
}

/** A test that no build showed for so many builds of its job and branch is forgotten. */
const FORGOTTEN_AFTER_BUILDS = 50;

/** Remembers a final build for those that come after. Remembering it again changes nothing. */
export async function rememberBuild(
  { pictures, histories }: RememberParts,
  picture: BuildPicture,
  nowMs: number,
): Promise<void> {
  const finished = finishedBuild(picture);
  if (finished === undefined) return;
  const { lab } = picture.ref;
  const { job, branch, label } = finished;
  await pictures.rememberFinished(lab, finished);
  const line = { lab, job, ...(branch === undefined ? {} : { branch }) };
  const startMs = startOfBuild(picture);
  // What was known before this build is remembered tells which of its failures are new.
  const facts = await readFacts({ histories }, picture, await pictures.finishedBuilds(lab, job, branch));
  const results = new Map(recordedResults(picture).map((result) => [result.key, result]));
  await histories.changeHistories(line, [...results.keys()], (key, known) => {
    const result = results.get(key);
    const after = result && rememberResult(known, result, { startMs, label });
    // What has no verdict leaves no history.
    return after === undefined || after.results.length === 0 ? undefined : after;
  });
  await forgetOld({ pictures, histories }, line);
  const passedBefore = [...facts.novelties].flatMap(([key, { kind }]) => (kind === "new" ? [key] : []));
  await rememberDevices(histories, picture, new Set(passedBefore), { job, startMs, nowMs });
}

/** Forgets a build that turned out to be a part of another one: its results count there. */
export async function forgetBuild({ pictures, histories }: RememberParts, ref: BuildRef): Promise<void> {
  if (ref.job === undefined || ref.kind === "session" || ref.startedAtMs === undefined) return;
  const { lab, job, branch, startedAtMs } = ref;
  const line = { lab, job, ...(branch === undefined ? {} : { branch }) };
  await pictures.forgetFinished(line, buildKey(ref));
  const isOfIt = ({ startMs }: TestHistory["results"][number]): boolean => startMs === startedAtMs;
  const told = [...(await histories.histories(line, "all")).values()].filter(({ results }) => results.some(isOfIt));
  await histories.changeHistories(
    line,
    told.map(({ key }) => key),
    (_key, known) => {
      const results = known?.results.filter((result) => !isOfIt(result)) ?? [];
      return known === undefined || results.length === 0 ? "gone" : { ...known, results };
    },
  );
}

async function forgetOld({ pictures, histories }: RememberParts, line: HistoryLine): Promise<void> {
  const builds = await pictures.finishedBuilds(line.lab, line.job, line.branch);
  const oldest = builds[FORGOTTEN_AFTER_BUILDS - 1];
  if (oldest === undefined) return;
  const isOld = ({ results }: TestHistory): boolean => (results[0]?.startMs ?? 0) < oldest.startedAtMs;
  const old = [...(await histories.histories(line, "all")).values()].filter(isOld).map(({ key }) => key);
  await histories.changeHistories(line, old, (_key, known) =>
    known !== undefined && isOld(known) ? "gone" : undefined,
  );
}

async function rememberDevices(
  histories: HistoryStore,
  picture: BuildPicture,
  passedBefore: ReadonlySet<TestKey>,
  { job, startMs, nowMs }: { readonly job: string; readonly startMs: number; readonly nowMs: number },
): Promise<void> {
  const { lab } = picture.ref;
  const executions = [...picture.executions.values()].map(({ execution }) => execution);
  const told = deviceEvidence(executions, passedBefore);
  if (told.length === 0) return;
  const evidence = told.map((one) => ({ ...one, job, startMs }));
  await histories.rememberDevices(lab, buildKey(picture.ref), evidence, nowMs);
  await histories.putSuspects(lab, suspectDevices(await histories.deviceEvidence(lab)));
}
