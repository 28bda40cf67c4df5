import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { expectPng } from "./expect-png.ts";
import { fillLab } from "./fill-lab.ts";
import { objectsIn } from "./json-parts.ts";
import { QUESTIONS } from "./questions.ts";
import { teamsPerson, type TeamsPerson } from "./teams-person.ts";
import { startTeamsWorld, type TeamsWorld } from "./teams-world.ts";

const PATIENCE = { timeout: 90_000, interval: 50 };
const INLINE = "data:image/png;base64,";

let world: TeamsWorld;
let quinn: TeamsPerson;

beforeAll(async () => {
  world = await startTeamsWorld();
  quinn = teamsPerson(world.teams);
  await vi.waitFor(() => {
    if (world.teams.messages().length !== 1) throw new Error("no welcome yet");
  }, PATIENCE);
  fillLab(world.lab);
});
afterAll(() => world.end());

describe("a question in Teams", () => {
  test.each(QUESTIONS)("%s is answered in the person's own chat, with how it was understood", async (words, parts) => {
    const screen = quinn.read(await quinn.write(words));
    for (const part of parts) expect(screen).toContain(part);
  });

  test("of a channel is answered in the thread; More is the presser's; Share is for all", async () => {
    const answer = await quinn.mention("failures last 24h");
    expect(quinn.read(answer)).toContain("Page 1 of 3");
    const second = await quinn.press(answer, { title: "More" });
    expect(second.seen).toContain("Page 2 of 3");
    expect(second.seen).toContain("24 failed in 60 executions");
    const shared = await quinn.after(() => quinn.press(answer, { title: "Share" }));
    expect(quinn.read(shared)).toContain("24 failed in 60 executions");
    expect(quinn.read(shared)).toMatch(/asked/iu);
  });

  test.each(["trend Nightly Regression", "failures last 24h by:platform"])(
    "that a picture answers better has one within the card, for everybody: %s",
    async (words) => {
      const answer = await quinn.write(words);
      const [picture] = objectsIn(answer.card?.["body"]).filter(({ type }) => type === "Image");
      const url = String(picture?.["url"]);
      expect(url.startsWith(INLINE)).toBe(true);
      expectPng(Buffer.from(url.slice(INLINE.length), "base64"));
      expect(picture?.["altText"]).toMatch(/#45|failed/u);
      expect(quinn.read(answer)).toMatch(/passed|failed/u);
    },
  );

  test("went wrong nowhere in the service", () => {
    expect(world.logged.filter((line) => /"level":(?:50|60)/u.test(line))).toEqual([]);
  });
});
