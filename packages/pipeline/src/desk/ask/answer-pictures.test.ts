import type { Card, Picture } from "@perfecto-bot/cards";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import type { Reply } from "../../ports/desk.ts";
import { cardOf, openDesk, textOf } from "../testing/open-desk.ts";
import { SAMPLE_EXECUTIONS } from "../testing/sample-builds.ts";

const HOUR_MS = 3_600_000;
/** Eight builds of Weekly, of which every second one failed, on two systems by turns. */
const WEEKLY = Array.from({ length: 16 }, (_, index) =>
  anExecution({
    id: `w${index}`,
    name: index % 2 === 0 ? "Pay" : "Log in",
    status: index % 4 === 0 ? "FAILED" : "PASSED",
    job: { name: "Weekly", number: 1 + Math.floor(index / 2) },
    platforms: [{ kind: "device", os: index % 2 === 0 ? "iOS" : "Android", osVersion: "17" }],
    startedAtMs: NINE - (16 - index) * HOUR_MS,
    endedAtMs: NINE - (16 - index) * HOUR_MS + 60_000,
  }),
);

function picturesOf({ body }: Card): readonly Picture[] {
  return body.flatMap((block) => (block.kind === "picture" ? [block.picture] : []));
}

describe("pictures of answers", () => {
  const { say, press } = openDesk({ executions: [...SAMPLE_EXECUTIONS, ...WEEKLY] });

  it.each([
    ["failures job:Nightly by:platform", ["Apple iPhone 15 · iOS 17.4", "Google Pixel 9 · Android 15"]],
    ["runs job:Nightly last 3 days by:platform", ["Apple iPhone 15 · iOS 17.4", "Google Pixel 9 · Android 15"]],
    ["failures job:Nightly by:test", ["Apple iPhone 15 · iOS 17.4", "Google Pixel 9 · Android 15"]],
    ["failures job:Nightly last 3 days by:build", ["#44", "#45", "#43"]],
  ])("%s has a heat map", async (words, columns) => {
    const card = cardOf(await say(words));
    const [picture, ...others] = picturesOf(card);
    expect(others).toEqual([]);
    expect(picture).toMatchObject({ kind: "heat-map", columns });
    if (picture?.kind !== "heat-map") return;
    expect(picture.rows.map(({ label }) => label)).toEqual(["Pay", "Login", "Logout"]);
    expect(textOf(card)).toContain("Where tests went wrong, by ");
  });

  it.each(["failures", "runs job:Nightly", "failures by:status", "failures by:reason", "runs job:Smoke* by:os"])(
    "%s has none",
    async (words) => {
      const card = cardOf(await say(words));
      expect(picturesOf(card)).toEqual([]);
      expect(textOf(card)).not.toContain("Where tests went wrong");
    },
  );

  it("a trend has a line over its builds, and one for each part", async () => {
    const [picture] = picturesOf(cardOf(await say("trend Weekly by:os")));
    expect(picture).toEqual({
      kind: "pass-rate",
      builds: ["#1", "#2", "#3", "#4", "#5", "#6", "#7", "#8"],
      series: [
        { label: "All", rates: [0.5, 1, 0.5, 1, 0.5, 1, 0.5, 1] },
        { label: "Android 17", rates: [1, 1, 1, 1, 1, 1, 1, 1] },
        { label: "iOS 17", rates: [0, 1, 0, 1, 0, 1, 0, 1] },
      ],
    });
    expect(picturesOf(cardOf(await say("trend Nightly")))).toEqual([]);
  });

  it("stand on what is shared, too", async () => {
    const card = cardOf(await say("trend Weekly"));
    const shared: Reply = await press(card, "Share");
    expect(shared).toMatchObject({ kind: "card", shared: true });
    expect(picturesOf(cardOf(shared))).toEqual(picturesOf(card));
    expect(picturesOf(card)).toHaveLength(1);
  });
});
