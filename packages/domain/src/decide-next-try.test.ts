import { describe, expect, it } from "vitest";
import { decideNextTry } from "./decide-next-try.ts";

const MINUTE = 60_000;
const TRIED = 1_000 * MINUTE;

describe("decideNextTry", () => {
  it.each([
    [1, 0, "counted"],
    [2, 0, "counted"],
    [3, 0, "set-aside"],
    [3, MINUTE - 1, "set-aside"],
    [3, MINUTE, "pause-over"],
    [4, MINUTE, "set-aside"],
    [4, 2 * MINUTE, "pause-over"],
    [6, 8 * MINUTE, "pause-over"],
    [9, 59 * MINUTE, "set-aside"],
    [9, 60 * MINUTE, "pause-over"],
    [5_000, 60 * MINUTE, "pause-over"],
  ])("after %i tries, %i ms later: %s", (attempts, laterMs, reason) => {
    expect(decideNextTry({ attempts, triedAtMs: TRIED }, TRIED + laterMs)).toMatchObject({ reason });
  });

  it("says when the pause is over", () => {
    const pausing = decideNextTry({ attempts: 5, triedAtMs: TRIED }, TRIED);
    expect(pausing).toEqual({ due: false, reason: "set-aside", atMs: TRIED + 4 * MINUTE });
  });

  it("is due once after a restart", () => {
    const failed = { attempts: 9, triedAtMs: TRIED };
    expect(decideNextTry(failed, TRIED + 2, TRIED + 1)).toEqual({ due: true, reason: "restarted" });
    expect(decideNextTry({ ...failed, triedAtMs: TRIED + 2 }, TRIED + 3, TRIED + 1)).toMatchObject({ due: false });
  });
});
