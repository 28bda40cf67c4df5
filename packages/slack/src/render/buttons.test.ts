import { BUTTON_ACTIONS } from "@perfecto-bot/cards";
import type { Button, Card } from "@perfecto-bot/cards";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { buttonId, readButton } from "./button-id.ts";
import { LIMITS } from "./limits.ts";
import { renderCard } from "./render-card.ts";
import { safeUrl } from "./safe-url.ts";

function actionsOf(buttons: readonly Button[]) {
  const card: Card = {
    kind: "help",
    status: "info",
    title: [{ kind: "text", text: "t" }],
    body: [],
    buttons,
    fallback: "t",
  };
  return renderCard(card).blocks.filter((block) => block.type === "actions");
}

const action = (subject: string): Button => ({ kind: "action", label: "Help", action: "help", subject });

test("an action carries its subject and comes back as it was", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...BUTTON_ACTIONS),
      fc.string({ maxLength: 50 }),
      fc.nat({ max: 9999 }),
      (name, subject, index) => {
        expect(readButton(buttonId(name, index), subject)).toEqual({ action: name, subject });
      },
    ),
  );
  expect(readButton("perfecto:help:0", undefined)).toEqual({ action: "help", subject: "" });
});

test.each([
  "perfecto:link:0",
  "perfecto:drop-tables:0",
  "perfecto:help",
  "perfecto:help:x",
  "other:help:0",
  "perfecto:help:0:1",
  "perfecto:constructor:0",
  "",
])("%s is no action of ours", (actionId) => {
  expect(readButton(actionId, "s")).toBeUndefined();
});

test("a subject longer than Slack carries is not believed", () => {
  expect(readButton("perfecto:help:0", "s".repeat(LIMITS.buttonValue + 1))).toBeUndefined();
});

test("a button whose subject does not fit, or whose address may not be linked, is left out", () => {
  const rows = actionsOf([
    action("s".repeat(LIMITS.buttonValue + 1)),
    action("half \uD83D"),
    { kind: "link", label: "x", url: "javascript:alert(1)" },
    action("kept"),
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.elements).toEqual([
    {
      type: "button",
      text: { type: "plain_text", text: "Help", emoji: false },
      action_id: "perfecto:help:3",
      value: "kept",
    },
  ]);
});

test("buttons stand in rows of five, each with an id of its own", () => {
  const rows = actionsOf(Array.from({ length: 12 }, (_, at) => action(`s${at}`)));
  expect(rows.map(({ elements }) => elements.length)).toEqual([5, 5, 2]);
  expect(new Set(rows.flatMap(({ elements }) => elements.map(({ action_id: id }) => id))).size).toBe(12);
});

test("a danger asks first", () => {
  const [row] = actionsOf([
    {
      ...action("s"),
      kind: "action",
      action: "subscription-remove",
      label: "Remove",
      style: "danger",
      confirm: "Stop?",
      subject: "s",
    },
  ]);
  expect(row?.elements[0]).toMatchObject({
    style: "danger",
    confirm: { text: { text: "Stop?" }, confirm: { text: "Remove" }, deny: { text: "Cancel" }, style: "danger" },
  });
});

test.each([
  ["https://lab.example/a b|c<d>", "https://lab.example/a%20b%7Cc%3Cd%3E"],
  ["HTTP://LAB.example", "http://lab.example/"],
  ["https://lab.example/?q=a|b#t=3", "https://lab.example/?q=a%7Cb#t=3"],
  ["javascript:alert(1)", undefined],
  ["https://user:pw@lab.example/", undefined],
  ["//lab.example/", undefined],
  [`https://lab.example/${"x".repeat(3000)}`, undefined],
  [`https://lab.example/${"ü".repeat(1500)}`, undefined],
  ["", undefined],
])("safeUrl %s", (address, url) => {
  expect(safeUrl(address)).toBe(url);
});
