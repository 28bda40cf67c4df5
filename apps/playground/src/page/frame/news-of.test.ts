import { expect, test } from "vitest";
import type { PlaygroundState } from "../../wire/playground-state.ts";
import { aBuild, anExecution, aState } from "../testing/a-state.ts";
import { newsOf } from "./news-of.ts";

const before = aState({ lab: { ...aState().lab, builds: [aBuild()] } });
const withBuild = (changes: Parameters<typeof aBuild>[0]): Partial<PlaygroundState> => ({
  lab: { ...before.lab, builds: [aBuild(changes)] },
});

const rows: readonly [Partial<PlaygroundState>, string][] = [
  [{}, ""],
  [withBuild({ executions: [anExecution()] }), ""],
  [withBuild({ complete: true }), "Nightly #7 is complete, nothing failed."],
  [withBuild({ complete: true, executions: [anExecution({ status: "FAILED" })] }), "Nightly #7 is complete, 1 failed."],
  [{ world: { ...before.world, service: "restarting" } }, "The bot is restarting."],
  [
    { world: { ...before.world, service: "starting", redis: "restarting" } },
    "The bot is starting. Redis is restarting.",
  ],
];

test.each(rows)("%j is told as %j", (change, news) => {
  expect(newsOf(before, { ...before, ...change })).toBe(news);
});

test("a build is told of once", () => {
  const complete = { ...before, ...withBuild({ complete: true }) };
  expect(newsOf(complete, { ...complete, ...withBuild({ complete: true, executions: [anExecution()] }) })).toBe("");
});
