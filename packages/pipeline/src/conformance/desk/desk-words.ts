import type { Card } from "@perfecto-bot/cards";
import { parseCommand, VERBS, type AskContext } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { sampleCard } from "../channel/channel-samples.ts";
import type { DeskDriver } from "./desk-stage.ts";

/** The moment and place in which what people type is understood. */
const CONTEXT: AskContext = { nowMs: Date.UTC(2026, 10, 23, 9), timeZone: "Europe/Berlin" };

/** What people type and paste reaches the desk, and its answer them. */
export function deskWords(name: string, { open, ways, link }: DeskDriver): void {
  describe.each(ways)(`${name}, asked by %s,`, (way) => {
    it("hears every example of every verb as it was typed", async () => {
      const stage = await open();
      const examples = Object.values(VERBS).flatMap((verb) => verb.examples);
      for (const [index, { text: typed }] of examples.entries()) {
        await stage.say(way, typed);
        await expect.poll(() => stage.desk.heard.length).toBe(index + 1);
        const heard = stage.desk.heard.at(index);
        const meant = parseCommand(typed, CONTEXT);
        expect([typed, meant.kind]).toEqual([typed, "understood"]);
        expect(heard).toMatchObject({ kind: "say", asker: { person: stage.person } });
        expect([typed, heard?.kind === "say" && parseCommand(heard.words, CONTEXT)]).toEqual([typed, meant]);
      }
    });

    it("shows the answer", async () => {
      const stage = await open();
      stage.desk.reply = () => ({ kind: "card", card: sampleCard("37 failed"), shared: false });
      await stage.say(way, "failures last 24h");
      await expect.poll(() => stage.seen()).toContain("37 failed");
    });
  });

  describe(`${name} shows a link`, () => {
    const card: Card = { ...sampleCard("Login failed on iOS 17"), kind: "answer" };
    it("with what the desk knows of it, and of others nothing", async () => {
      const stage = await open();
      stage.desk.preview = (url) => (url === link ? card : undefined);
      const other = await stage.paste(`${link}9`);
      const known = await stage.paste(link);
      await expect.poll(known).toContain("Login failed on iOS 17");
      expect(other()).not.toContain("Login failed");
      expect(stage.desk.links.map(({ url }) => url).toSorted()).toEqual([link, `${link}9`]);
    });
  });
}
