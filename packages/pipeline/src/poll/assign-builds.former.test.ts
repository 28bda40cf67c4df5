import { emptyPicture, recordAnswer } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { createMemoryPictureStore } from "../memory/memory-picture-store.ts";
import type { PictureStore } from "../ports/picture-store.ts";
import { buildsIn } from "./testing/open-poll.ts";
import { at, ran } from "./testing/ran.ts";
import { told } from "./testing/told.ts";

const DAY = 24 * 60;

describe("assignBuilds, with a picture whose key has no start", () => {
  const FORMER = "j/acme/Nightly//45";

  async function former(spelled: string): Promise<PictureStore> {
    const pictures = createMemoryPictureStore();
    const empty = emptyPicture({ kind: "job", lab: "acme", job: "Nightly", number: 45 });
    const answer = { executions: ran(spelled), complete: true, answeredAtMs: at(0) };
    await pictures.save(FORMER, empty, { ...recordAnswer(empty, answer).picture, revision: 1 });
    return pictures;
  }

  it("goes on with it, under its key", async () => {
    const pictures = await former("a F 0-5, b P 0-5");
    await told(pictures, "c P 6-7, a P 30-31");
    await told(pictures, "d P 32-33");
    expect(await buildsIn(pictures)).toEqual(["#45former 1+2: a@0 b@0 c@6 a@30 d@32"]);
    expect((await pictures.knownBuilds("acme", "Nightly")).builds).toEqual([
      { key: FORMER, number: 45, startedAtMs: at(0) },
    ]);
  });

  it("leaves together what it held together, and begins the next build of the number", async () => {
    const pictures = await former(`a P 0-5, a P ${DAY}-${DAY + 5}`);
    await told(pictures, `b P ${DAY + 6}`);
    await told(pictures, `a P ${2 * DAY}`);
    const builds = [`#45former 1: a@0 a@${DAY} b@${DAY + 6}`, `#45@${2 * DAY}again 1: a@${2 * DAY}`];
    expect(await buildsIn(pictures)).toEqual(builds);
    await told(pictures, `a P 0-5, a P ${DAY}-${DAY + 5}, b P ${DAY + 6}, a P ${2 * DAY}`);
    expect(await buildsIn(pictures)).toEqual(builds);
  });
});
