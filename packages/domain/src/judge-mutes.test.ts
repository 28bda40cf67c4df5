import { describe, expect, it } from "vitest";
import { recordedResults } from "./build/recorded-results.ts";
import type { Filter } from "./filter.ts";
import { judgeMutes } from "./judge-mutes.ts";
import type { Mute } from "./subscription.ts";
import { aMute, CHANNEL } from "./testing/a-subscription.ts";
import { aPicture } from "./testing/a-picture.ts";
import { aRecordedExecution } from "./testing/a-recorded-execution.ts";
import { NINE } from "./testing/an-execution.ts";

const ELSEWHERE = { ...CHANNEL, id: "C2" };
const THIRD = { ...CHANNEL, id: "C3" };
const named = (...values: readonly string[]): Filter => [{ key: "test", negated: false, values }];
const results = recordedResults(
  aPicture(["Pay", "Login"].map((name) => aRecordedExecution({ id: name, name }, { settledAtMs: NINE }))),
);
const ids = (muted: ReadonlyMap<string, Mute>) => [...muted.keys()];

describe("judgeMutes", () => {
  it("tells apart what is muted here and what is muted elsewhere", () => {
    const own = aMute({ filter: named("Pay") });
    const theirs = aMute({ id: "m2", conversation: ELSEWHERE, filter: named("Pay", "Login") });
    const judged = judgeMutes(results, [own, theirs]);
    expect([...judged.here(CHANNEL)]).toEqual([["Pay", own]]);
    expect(ids(judged.here(ELSEWHERE))).toEqual(["Pay", "Login"]);
    expect(ids(judged.here(THIRD))).toEqual([]);
    const elsewhere = [CHANNEL, ELSEWHERE, THIRD].map((place) =>
      ["Pay", "Login"].filter((id) => judged.isMutedElsewhere(place, id)),
    );
    expect(elsewhere).toEqual([["Pay", "Login"], ["Pay"], ["Pay", "Login"]]);
  });

  it("counts a conversation with two mutes of one test once", () => {
    const twice = [aMute({ filter: named("Pay") }), aMute({ id: "m2" })];
    const judged = judgeMutes(results, twice);
    expect(judged.here(CHANNEL).get("Pay")).toBe(twice[0]);
    expect(judged.isMutedElsewhere(CHANNEL, "Pay")).toBe(false);
  });

  it("looks at no filter of a mute that was over, or had not begun, when the build could first be spoken of", () => {
    const untouchable: Filter = new Proxy<Filter>([], {
      get: () => {
        throw new Error("a filter was looked at");
      },
    });
    const over = aMute({ filter: untouchable, untilMs: NINE });
    const ended = aMute({ filter: untouchable, endedAtMs: NINE - 1 });
    const later = aMute({ filter: untouchable, createdAtMs: NINE + 1 });
    expect(ids(judgeMutes(results, [over, ended, later]).here(CHANNEL))).toEqual([]);
  });

  it("matches a filter once, however many conversations mute by it", () => {
    let looks = 0;
    const mutes = Array.from({ length: 50 }, (_, index) =>
      aMute({
        id: `m${index}`,
        conversation: { ...CHANNEL, id: `C${index}` },
        filter: [{ key: "is", negated: false, values: ["new"] }],
      }),
    );
    const judged = judgeMutes(results, mutes, () => {
      looks += 1;
      return ["new"];
    });
    expect(looks).toBe(results.length);
    expect(mutes.every(({ conversation }) => judged.here(conversation).size === results.length)).toBe(true);
  });
});
