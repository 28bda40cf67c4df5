import type { JobRun } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { createMemoryPictureStore } from "../memory/memory-picture-store.ts";
import type { LineNews } from "./assign-builds.ts";
import { buildsIn } from "./testing/open-poll.ts";
import { at, JOB } from "./testing/ran.ts";
import { crashAt, tamperedStore } from "./testing/tampered-store.ts";
import { ciSays, told, watchedStore } from "./testing/told.ts";

const DAY = 24 * 60;

describe("assignBuilds, of what CI told", () => {
  const MAIN: JobRun = { ...JOB, branch: "main" };

  it("hands a build that CI announced without its branch to the branch that shows up", async () => {
    const { pictures, keys } = watchedStore();
    await told(pictures, "", JOB, ciSays({ startedAtMs: at(0), url: "https://ci.example/45" }));
    expect(await buildsIn(pictures)).toEqual(["#45@0 1:"]);
    await told(pictures, "a P 1-5", MAIN);
    expect(await buildsIn(pictures)).toEqual(["main#45@1 1: a@1"]);
    const [announced = "", own = ""] = [...keys];
    expect(await pictures.load(announced)).toMatchObject({ joinedTo: own });
    expect(await pictures.load(own)).toMatchObject({ ci: { startedAtMs: at(0), url: "https://ci.example/45" } });
  });

  it.each([0, 1, 2, 3])("keeps that it finished, told before call %i of deciding the build", async (call) => {
    const pictures = createMemoryPictureStore();
    await told(pictures, "", JOB, ciSays({ startedAtMs: at(0) }));
    const finished: Partial<LineNews> = { atMs: at(6), ci: ([first]) => [{ ...first, finishedAtMs: at(6) }] };
    const racing = tamperedStore(pictures, async ({ index }) => {
      if (index === call) await told(pictures, "", JOB, finished);
    });
    await told(racing, "a P 1-5", MAIN);
    const [build] = (await pictures.knownBuilds("acme", "Nightly")).builds;
    const picture = await pictures.load(build?.key ?? "");
    expect([...(picture?.executions.keys() ?? [])]).toEqual(["a@1"]);
    expect(picture?.ci).toEqual({ startedAtMs: at(0), finishedAtMs: at(6) });
  });

  it("leaves what CI announced to the branch that it named, and what was announced long before", async () => {
    const pictures = createMemoryPictureStore();
    await told(pictures, "", JOB, ciSays({ startedAtMs: at(0) }));
    await told(pictures, "", { ...JOB, branch: "fix" }, ciSays({ startedAtMs: at(0) }));
    await told(pictures, `a P ${3 * DAY}`, MAIN);
    expect((await buildsIn(pictures)).toSorted()).toEqual([
      "#45@0 1:",
      "fix#45@0 1:",
      `main#45@${3 * DAY} 1: a@${3 * DAY}`,
    ]);
  });

  it("keeps an end that CI told before the lab shows what ended, and gives it to that", async () => {
    const pictures = createMemoryPictureStore();
    await told(pictures, "a F 0-5, b P 0-5", JOB, ciSays({ startedAtMs: at(0), finishedAtMs: at(6), expected: 2 }));
    await told(pictures, "", JOB, ciSays({ finishedAtMs: at(32), attempt: 2 }));
    const [key = ""] = (await pictures.knownBuilds("acme", "Nightly")).builds.map((build) => build.key);
    expect((await pictures.load(key))?.ci).toEqual({ startedAtMs: at(0), finishedAtMs: at(6), expected: 2 });
    await told(pictures, "a P 30-31");
    expect(await buildsIn(pictures)).toEqual(["#45@0 1+2: a@0 b@0 a@30"]);
    expect((await pictures.load(key))?.ci).toEqual({ finishedAtMs: at(32), attempt: 2 });
  });
});

describe("assignBuilds, killed while what CI told moves to the build that it was told of", () => {
  it("loses nothing of it", async () => {
    const night = `a P ${DAY}-${DAY + 5}`;
    for (let call = 0, wasKilled = true; wasKilled; call += 1) {
      const pictures = createMemoryPictureStore();
      await told(pictures, "a P 0-5", JOB, ciSays({ startedAtMs: at(0), finishedAtMs: at(6) }));
      await told(pictures, "", JOB, ciSays({ finishedAtMs: at(DAY + 6) }));
      wasKilled = await told(tamperedStore(pictures, crashAt(call)), night).then(
        () => false,
        () => true,
      );
      await told(pictures, night);
      const { builds } = await pictures.knownBuilds("acme", "Nightly");
      const signals = await Promise.all(builds.map(async ({ key }) => (await pictures.load(key))?.ci));
      expect(signals).toEqual([{ finishedAtMs: at(DAY + 6) }, { startedAtMs: at(0), finishedAtMs: at(6) }]);
    }
  });
});
