import { isWrong, recordedResults, type BuildPicture } from "@perfecto-bot/domain";
import type { HistoryStore } from "../ports/history-store.ts";
import type { FinishedBuild } from "../ports/picture-store.ts";
import { factsOf, NO_FACTS, type BuildFacts } from "./build-facts.ts";

/** What reading facts needs. */
export interface FactParts {
  readonly histories: Pick<HistoryStore, "histories" | "suspects">;
}

/**
 * What is known from before that concerns a build. While it runs, only the histories of what went wrong are read; when it
 * is final, those of all tests of its job and branch, which tell what recovered and what is missing.
 * @param builds The final builds of its job and branch.
 */
export async function readFacts(
  { histories }: FactParts,
  picture: BuildPicture,
  builds: readonly FinishedBuild[],
): Promise<BuildFacts> {
  const { ref, final } = picture;
  if (ref.job === undefined || picture.executions.size === 0) return NO_FACTS;
  const line = { lab: ref.lab, job: ref.job, ...(ref.branch === undefined ? {} : { branch: ref.branch }) };
  const wrong = recordedResults(picture).filter(isWrong);
  const keys = final === undefined ? wrong.map(({ key }) => key) : "all";
  const [known, suspects] = await Promise.all([
    histories.histories(line, keys),
    wrong.length === 0 ? [] : histories.suspects(ref.lab),
  ]);
  return factsOf(picture, { histories: known, builds, suspects });
}
