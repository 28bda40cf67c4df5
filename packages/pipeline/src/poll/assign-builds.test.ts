import type { Execution, JobRun } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { createMemoryPictureStore } from "../memory/memory-picture-store.ts";
import { buildsIn, spelledPicture } from "./testing/open-poll.ts";
import { at, JOB, ran } from "./testing/ran.ts";
import { crashAt, tamperedStore, waiting } from "./testing/tampered-store.ts";
import { ciSays, placesOf, told, watchedStore } from "./testing/told.ts";

const UNNUMBERED: JobRun = { name: "Nightly" };
const HOUR = 60;
const DAY = 24 * HOUR;

type Story = readonly [what: string, job: JobRun, looks: readonly string[], builds: readonly string[]];

const STORIES: readonly Story[] = [
  ["a build that grows", JOB, ["a P 0-5", "a P 0-5, b P 3-9"], ["#45@0 1: a@0 b@3"]],
  ["an earlier start that shows up later: the key stays", JOB, ["b P 3-9", "a P 0-5, b P 3-9"], ["#45@3 1: a@0 b@3"]],
  ["only the earlier part, after the later one", JOB, ["b P 3-9", "a P 0-5"], ["#45@3 1: a@0 b@3"]],
  ["a re-run of what failed, minutes later", JOB, ["a F 0-5, b P 0-5", "a P 30-31"], ["#45@0 1+2: a@0 b@0 a@30"]],
  [
    "a number for ever: the re-run is taken back when a passed test runs again",
    JOB,
    ["a F 0-5, b P 0-5", "a F 60-61", "a F 60-61, b P 61-62"],
    ["#45@0 1: a@0 b@0", "#45@60again 1: a@60 b@61"],
  ],
  [
    "a number for ever, every hour",
    JOB,
    ["a F 0-5, b P 0-5", "a F 60-65, b P 60-65", "a F 120-125", "b P 121-125, a F 180-181"],
    ["#45@0 1: a@0 b@0", "#45@60again 1: a@60 b@60", "#45@120again 1: a@120 b@121", "#45@180again 1: a@180"],
  ],
  [
    "a number that comes again days later",
    JOB,
    ["a P 0-5", `a P ${3 * DAY}`],
    ["#45@0 1: a@0", `#45@${3 * DAY}again 1: a@${3 * DAY}`],
  ],
  [
    "two builds of a number that what lies between them joins",
    JOB,
    ["a F 0-5", `a F ${13 * HOUR}`, `a F ${6 * HOUR}`],
    [`#45@0 1+2+3: a@0 a@${6 * HOUR} a@${13 * HOUR}`],
  ],
  ["suites without a number", UNNUMBERED, ["a P 0-5", "a P 60-65", "b P 6-7"], ["@0 1: a@0 b@6", "@60 1: a@60"]],
  [
    "suites that a long test bridges",
    UNNUMBERED,
    ["a P 0-5", "c P 20-21", "d P 40-41", "long P 1-45"],
    ["@0 1: a@0 long@1 c@20 d@40"],
  ],
  [
    "suites that were bridged until the lab told another end",
    UNNUMBERED,
    ["a P 0-5, long P 1-20", "c P 20-21", "a P 0-5, long P 1-6, c P 20-21"],
    ["@0 1: a@0 long@1", "@20 1: c@20"],
  ],
  [
    "a suite that joined another and left it again",
    UNNUMBERED,
    ["a P 0-5", "c P 20-21", "long P 1-20", "long P 1-6"],
    ["@0 1: a@0 long@1", "@20 1: c@20"],
  ],
];

describe("assignBuilds", () => {
  it.each(STORIES)("tells apart %s", async (_what, job, looks, builds) => {
    const { pictures, keys } = watchedStore();
    for (const look of looks) await told(pictures, look, job);
    expect(await buildsIn(pictures)).toEqual(builds);
    const ids = new Set(looks.flatMap((look) => ran(look, job)).map(({ id }) => id));
    expect(await placesOf(pictures, keys)).toEqual(Object.fromEntries([...ids].map((id) => [id, 1])));
  });

  it.each(STORIES)(
    "comes to the same when it was killed at any call, and the news came again: %s",
    async (_what, job, looks, builds) => {
      const last = looks.at(-1) ?? "";
      for (let call = 0; ; call += 1) {
        const { pictures, keys } = watchedStore();
        for (const look of looks.slice(0, -1)) await told(pictures, look, job);
        const wasKilled = await told(tamperedStore(pictures, crashAt(call)), last, job).then(
          () => false,
          () => true,
        );
        await told(pictures, last, job);
        expect(await buildsIn(pictures)).toEqual(builds);
        expect(new Set(Object.values(await placesOf(pictures, keys)))).toEqual(new Set([1]));
        if (!wasKilled) return;
      }
    },
  );

  it.each(STORIES)(
    "comes to the same with two workers at once, however they take turns: %s",
    async (_what, job, looks, builds) => {
      const last = looks.at(-1) ?? "";
      for (const turns of [[0], [1, 5, 2], [7, 0, 3, 1], [2, 9, 1, 1, 4]]) {
        const { pictures, keys } = watchedStore();
        for (const look of looks.slice(0, -1)) await told(pictures, look, job);
        const slow = tamperedStore(pictures, waiting(turns));
        await Promise.all([told(pictures, last, job), told(slow, last, job), told(slow, last, job)]);
        expect(await buildsIn(pictures)).toEqual(builds);
        expect(new Set(Object.values(await placesOf(pictures, keys)))).toEqual(new Set([1]));
      }
    },
  );

  it("decides anew where a save is refused, as often as it takes, and gives up in the end", async () => {
    const pictures = createMemoryPictureStore();
    const refusing = tamperedStore(pictures, ({ name, index }) =>
      index < 40 && name.startsWith("save") ? "conflict" : undefined,
    );
    await told(refusing, "a F 0-5, b P 0-5");
    expect(await buildsIn(pictures)).toEqual(["#45@0 1: a@0 b@0"]);
    const never = tamperedStore(pictures, ({ name }) => (name === "save" ? "conflict" : undefined));
    await expect(told(never, "c P 6-7")).rejects.toThrow("change faster than they can be written");
  });

  it("makes one build of what two workers see parts of", async () => {
    const { pictures, keys } = watchedStore();
    await Promise.all([told(pictures, "a P 0-5"), told(pictures, "b P 2-3"), told(pictures, "c P 4-9")]);
    await told(pictures, "a P 0-5, b P 2-3, c P 4-9");
    expect(await buildsIn(pictures)).toEqual([expect.stringMatching(/1: a@0 b@2 c@4$/)]);
    expect(await placesOf(pictures, keys)).toEqual({ "a@0": 1, "b@2": 1, "c@4": 1 });
  });

  it("says where a build went that became part of another, and reports both as written", async () => {
    const { pictures, keys } = watchedStore();
    for (const look of ["a P 0-5", "c P 20-21"]) await told(pictures, look, UNNUMBERED);
    const updates = await told(pictures, "long P 1-20", UNNUMBERED);
    const [first = "", second = ""] = [...keys];
    expect(spelledPicture(await pictures.load(second))).toBe("joined to @0");
    expect([...updates].map(([key, { written }]) => [key, written])).toEqual([
      [second, true],
      [first, true],
    ]);
  });

  it("takes 'final' back where something moves in", async () => {
    const pictures = createMemoryPictureStore();
    await told(pictures, "a P 0-5, long U 1", UNNUMBERED);
    const [key = ""] = (await told(pictures, "c F 20-21", UNNUMBERED)).keys();
    const before = await pictures.load(key);
    if (before === undefined) throw new Error("no picture");
    await pictures.save(key, before, {
      ...before,
      revision: before.revision + 1,
      final: { atMs: at(10), reason: "quiet" },
    });
    const ended = ran("long P 1-20", UNNUMBERED).map((one): Execution => ({ ...one, status: "UNKNOWN" }));
    await told(pictures, ended, UNNUMBERED);
    expect(await pictures.load(key)).toMatchObject({ reopened: 1 });
    expect(await pictures.load(key)).not.toHaveProperty("final");
  });

  it("leaves alone what is not worth keeping, and keeps what is stored", async () => {
    const pictures = createMemoryPictureStore();
    const no = { keep: () => false };
    expect(await told(pictures, "a P 0-5", JOB, no)).toEqual(new Map());
    expect(await buildsIn(pictures)).toEqual([]);
    await told(pictures, "a F 0-5, b P 0-5");
    await told(pictures, "a F 60-61");
    await told(pictures, "b P 61-62", JOB, no);
    expect(await buildsIn(pictures)).toEqual(["#45@0 1: a@0 b@0", "#45@60again 1: a@60 b@61"]);
  });

  it("keeps the builds of a number before one that is worth keeping, so that every look decides alike", async () => {
    const pictures = createMemoryPictureStore();
    const late = { keep: ({ startMs }: { readonly startMs: number }) => startMs >= at(60) };
    await told(pictures, "a P 0-5, a F 60-65", JOB, late);
    await told(pictures, "a F 90-95", JOB, late);
    const builds = ["#45@0 1: a@0", "#45@60again 1: a@60", "#45@90again 1: a@90"];
    expect(await buildsIn(pictures)).toEqual(builds);
    await told(pictures, "a P 0-5, a F 60-65, a F 90-95", JOB, late);
    expect(await buildsIn(pictures)).toEqual(builds);
  });

  it("keeps several builds that began in the same millisecond apart", async () => {
    const pictures = createMemoryPictureStore();
    const ci = ciSays({ startedAtMs: at(0), finishedAtMs: at(1) });
    await told(pictures, "", UNNUMBERED, {
      ...ci,
      ci: () => [{ startedAtMs: at(0), finishedAtMs: at(0) }, { startedAtMs: at(1) }],
    });
    expect(await buildsIn(pictures)).toEqual(["@0 1:", "@1 1:"]);
  });
});
