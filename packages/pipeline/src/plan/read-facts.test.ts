import type { BuildPicture } from "@perfecto-bot/domain";
import { aPicture, NINE } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { createMemoryHistoryStore, createMemoryPictureStore } from "../memory/index.ts";
import type { HistoryLine } from "../ports/history-store.ts";
import { aFinishedBuild } from "../testing/a-plan-input.ts";
import { aHistory, byKey } from "../testing/a-history.ts";
import { attempts } from "../testing/plan-of.ts";
import { NO_FACTS, type BuildFacts } from "./build-facts.ts";
import { readFacts } from "./read-facts.ts";

const final = { atMs: NINE, reason: "quiet" } as const;
const SUSPECT = { deviceId: "D1", label: "x", failedAlone: 3, ran: 3, jobs: [], reason: "r" };
const RECORDED = [...attempts("Pay", "FAILED"), ...attempts("Log in", "PASSED")];

/** Pay passed and Log in failed in build 44; both ran in 43, and Search in both. */
async function read(picture: BuildPicture, line: HistoryLine = { lab: "acme", job: "Nightly" }): Promise<BuildFacts> {
  const [pictures, histories] = [createMemoryPictureStore(), createMemoryHistoryStore()];
  const { lab, ...named } = line;
  for (const number of [43, 44]) await pictures.rememberFinished(lab, aFinishedBuild(number, 0, named));
  const known = byKey(
    aHistory({ name: "Pay" }, "passed", "passed"),
    aHistory({ name: "Log in" }, "failed", "passed"),
    aHistory({ name: "Search" }, "passed", "passed"),
  );
  await histories.changeHistories(line, [...known.keys()], (key) => known.get(key));
  await histories.putSuspects("acme", [SUSPECT]);
  const { ref } = picture;
  return readFacts({ histories }, picture, await pictures.finishedBuilds(ref.lab, ref.job ?? "", ref.branch));
}

const kinds = ({ novelties }: BuildFacts) => [...novelties.values()].map(({ kind }) => kind);

it("while a build runs, only what went wrong is compared", async () => {
  const facts = await read(aPicture(RECORDED));
  expect(kinds(facts)).toEqual(["new", "none"]);
  expect(facts.missing).toEqual([]);
  expect([...facts.suspects.keys()]).toEqual(["D1"]);
});

it("when it is final, everything is, and what did not report is missing", async () => {
  const facts = await read(aPicture(RECORDED, { final }));
  expect(kinds(facts)).toEqual(["new", "recovered"]);
  expect(facts.missing).toMatchObject([{ kind: "test", test: "Search" }]);
});

it("devices are of no interest where nothing went wrong", async () => {
  expect((await read(aPicture(attempts("Pay", "PASSED"), { final }))).suspects.size).toBe(0);
});

it.each<[string, BuildPicture, HistoryLine?]>([
  ["of another branch", aPicture(RECORDED, { final }), { lab: "acme", job: "Nightly", branch: "main" }],
  ["of another lab", aPicture(RECORDED, { final }), { lab: "other", job: "Nightly" }],
  ["of another job", aPicture(RECORDED, { final }), { lab: "acme", job: "Smoke" }],
])("nothing is compared with builds %s", async (_what, picture, line) => {
  const { novelties, missing } = await read(picture, line);
  expect([novelties.size, missing.length]).toEqual([0, 0]);
});

it("a branch has its own history", async () => {
  const ref = { kind: "run", lab: "acme", job: "Nightly", branch: "main", startedAtMs: NINE } as const;
  expect(kinds(await read(aPicture(RECORDED, { ref }), { lab: "acme", job: "Nightly", branch: "main" }))).toEqual([
    "new",
    "none",
  ]);
});

it.each([
  ["without a job", aPicture(RECORDED, { ref: { kind: "session", lab: "acme", externalId: "x" } })],
  ["of which nothing came", aPicture([], { final })],
])("nothing is known of a build %s", async (_what, picture) => {
  expect(await read(picture)).toEqual(NO_FACTS);
});
