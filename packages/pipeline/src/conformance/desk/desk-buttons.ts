import { BUTTON_ACTIONS, type Block, type Button, type Card } from "@perfecto-bot/cards";
import { GOLDEN_CARDS } from "@perfecto-bot/cards/testing";
import { VERBS } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { PostedId } from "../../ports/channel.ts";
import { sampleCard } from "../channel/channel-samples.ts";
import type { DeskDriver, DeskStage, Press } from "./desk-stage.ts";

const [firstVerb = ""] = Object.keys(VERBS);

/** Buttons of cards: all are there, and each does what it says. */
export function deskButtons(name: string, { open, cut }: DeskDriver): void {
  const show = async ({ channel, here }: DeskStage, card: Card): Promise<PostedId> => {
    const outcome = await channel.post({ conversation: here, card, key: "k" });
    if (outcome.kind !== "posted") throw new Error(`${outcome.kind}: ${outcome.detail}`);
    return outcome.id;
  };

  describe(`${name} shows the buttons`, () => {
    it("of every golden card, all of them and no other", async () => {
      const stage = await open();
      for (const { name: sample, card } of GOLDEN_CARDS) {
        const shown = sorted(stage.buttons(await show(stage, card)));
        const own = sorted(pressesOf({ ...card, body: [] }));
        const all = sorted(pressesOf(card));
        expect([sample, all]).toEqual([sample, expect.arrayContaining([...shown])]);
        const least = cut.includes(sample) ? own : all;
        expect([sample, shown]).toEqual([sample, expect.arrayContaining([...least])]);
        expect([sample, shown.length]).toEqual([sample, new Set(shown).size]);
      }
    });

    it.each(BUTTON_ACTIONS)(
      "%s, which asks the desk for that, with a question before it and without",
      async (action) => {
        const stage = await open();
        const plain: Button = { kind: "action", label: "Do it", action, subject: "k3vq" };
        const asking: Button = { ...plain, subject: "m2xz:1/2%", style: "danger", confirm: "Really?" };
        for (const { subject, ...button } of [plain, asking]) {
          const id = await show(stage, sampleCard("a card", [{ ...button, subject }]));
          await stage.press(id, { action, subject });
          await expect
            .poll(() => stage.desk.heard.at(-1))
            .toMatchObject({
              kind: "press",
              action,
              subject,
              asker: { person: stage.person, conversation: stage.here },
            });
        }
        expect(stage.desk.heard).toHaveLength(2);
      },
    );

    it("in rows of a list as well, each its own", async () => {
      const stage = await open();
      const button = (subject: string): Button => ({ kind: "action", label: "End", action: "mute-end", subject });
      const item = (subject: string): Block => ({
        kind: "item",
        lines: [[{ kind: "text", text: subject }]],
        buttons: [button(subject)],
        weight: "core",
      });
      const id = await show(stage, { ...sampleCard("a list"), body: ["a", "b", "c"].map(item) });
      await stage.press(id, { action: "mute-end", subject: "b" });
      await expect.poll(() => stage.desk.heard).toMatchObject([{ kind: "press", subject: "b" }]);
    });
  });

  it(`${name} names every verb in its help`, async () => {
    const stage = await open();
    const help = GOLDEN_CARDS.find((one) => one.name === "help")?.card ?? sampleCard("no help");
    stage.desk.reply = () => ({ kind: "card", card: help, shared: true });
    const press: Press = { action: "help", subject: "" };
    await stage.press(await show(stage, sampleCard("ask", [{ kind: "action", label: "Help", ...press }])), press);
    await expect.poll(() => stage.seen()).toContain(firstVerb);
    expect(Object.keys(VERBS).filter((verb) => !stage.seen().includes(verb))).toEqual([]);
  });
}

function pressesOf({ body, buttons }: Card): readonly Press[] {
  const inBody = body.flatMap((block): readonly Button[] => (block.kind === "item" ? block.buttons : []));
  return [...inBody, ...buttons].flatMap((button) => (button.kind === "action" ? [button] : []));
}

function sorted(presses: readonly Press[]): readonly string[] {
  return presses.map(({ action, subject }) => `${action} ${subject}`).toSorted();
}
