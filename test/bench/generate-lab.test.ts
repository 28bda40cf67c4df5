import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generateLab, SCENARIOS } from "../../bench/truth/generate/generate-lab.ts";
import type { Track } from "../../bench/truth/generate/timeline.ts";
import { readFiles } from "../architecture/workspace.ts";

const scenarios = SCENARIOS.map((scenario) => [scenario.name, scenario] as const);

test("the generator takes nothing but types from the rules it is to judge", () => {
  const files = readFiles("bench/truth/generate");
  const ours = files.flatMap(
    ({ path }) =>
      readFileSync(path, "utf8")
        .match(/^import .*"(?!\.)[^"]*";$/gm)
        ?.map((line) => `${path}: ${line}`) ?? [],
  );
  expect(ours.length).toBeGreaterThan(0);
  expect(ours.filter((line) => !/: import type \{.*\} from "@perfecto-bot\/domain";$/.test(line))).toEqual([]);
});

test.each(scenarios)("%j is the same lab for the same seed, and another for another", (_name, scenario) => {
  expect(generateLab(scenario, "a")).toEqual(generateLab(scenario, "a"));
  expect(generateLab(scenario, "a").tracks[0]).not.toEqual(generateLab(scenario, "b").tracks[0]);
});

test.each(scenarios)("%j: each execution is one attempt of one case of one build", (_name, scenario) => {
  const { tracks, builds } = generateLab(scenario, "a");
  const told = builds.flatMap(({ cases }) => cases.flatMap(({ attempts }) => attempts.map((one) => one.executionId)));
  expect(told.toSorted()).toEqual(tracks.map(({ id }) => id).toSorted());
  expect(new Set(told).size).toBe(told.length);
});

test.each(scenarios)("%j: attempts follow each other, and a phone runs one test at a time", (_name, scenario) => {
  const { tracks, builds } = generateLab(scenario, "a");
  const byId = new Map(tracks.map((track) => [track.id, timesOf(track)]));
  const chains = builds.flatMap(({ cases }) => cases.map(({ attempts }) => attempts.map((one) => one.executionId)));
  const devices = Map.groupBy(tracks, (track) => timesOf(track).deviceId);
  const busy = [...devices.values()].map((own) =>
    own.toSorted((a, b) => timesOf(a).startMs - timesOf(b).startMs).map(({ id }) => id),
  );
  const overlaps = [...chains, ...busy].flatMap((ids) =>
    ids.filter((id, index) => (byId.get(ids[index - 1] ?? "")?.endMs ?? 0) > (byId.get(id)?.startMs ?? 0)),
  );
  expect(overlaps).toEqual([]);
});

function timesOf({ versions }: Track): { readonly startMs: number; readonly endMs: number; readonly deviceId: string } {
  const { startedAtMs = 0, endedAtMs = 0, platforms } = versions.at(-1)?.execution ?? { platforms: [] };
  const [first] = platforms;
  return { startMs: startedAtMs, endMs: endedAtMs, deviceId: first?.kind === "device" ? (first.deviceId ?? "") : "" };
}
