import { BUTTON_ACTIONS } from "@perfecto-bot/cards";
import type { Button } from "@perfecto-bot/cards";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIMITS } from "./limits.ts";
import { readAction, readSubmit } from "./read-action.ts";
import { renderCard } from "./render-card.ts";
import { markdownUrl, safeUrl } from "./safe-url.ts";
import { cardOf } from "./testing/card-of.ts";

const actionsOf = (buttons: readonly Button[]) => renderCard(cardOf({ buttons })).card.actions ?? [];
const help = (subject: string): Button => ({ kind: "action", label: "Help", action: "help", subject });

test("an action comes back as it was, from new clients and from old ones", () => {
  fc.assert(
    fc.property(fc.constantFrom(...BUTTON_ACTIONS), fc.string({ maxLength: 50 }), (action, subject) => {
      const [drawn] = actionsOf([{ kind: "action", label: "x", action, subject }]);
      if (drawn?.type !== "Action.Execute" || typeof drawn.fallback !== "object") throw new Error("no such action");
      const data: unknown = JSON.parse(JSON.stringify(drawn.data));
      const submission = { kind: "action", action, subject };
      expect(readAction(drawn.verb, data)).toEqual(submission);
      expect(readSubmit(data)).toEqual(submission);
      expect(drawn.fallback).toEqual({ type: "Action.Submit", title: drawn.title, data: drawn.data });
    }),
  );
});

test("a danger asks first", () => {
  const [drawn] = actionsOf([
    {
      kind: "action",
      label: "Remove",
      action: "subscription-remove",
      subject: "s1",
      style: "danger",
      confirm: "Stop {{DATE(2026-11-23T14:05:00Z)}}?",
    },
  ]);
  const data = { action: "subscription-remove", subject: "s1" };
  expect(drawn).toEqual({
    type: "Action.ShowCard",
    title: "Remove",
    style: "destructive",
    card: {
      type: "AdaptiveCard",
      body: [
        {
          type: "RichTextBlock",
          inlines: [{ type: "TextRun", text: "Stop {\u2060{DATE(2026-11-23T14:05:00Z)}}?" }],
        },
      ],
      actions: [
        {
          type: "Action.Execute",
          title: "Remove",
          style: "destructive",
          verb: "perfecto",
          data,
          fallback: { type: "Action.Submit", title: "Remove", data },
        },
      ],
    },
  });
});

test("a button that could not work is left out", () => {
  const drawn = actionsOf([
    help("s".repeat(LIMITS.subject + 1)),
    help("half \uD83D"),
    { kind: "link", label: "x", url: "javascript:alert(1)" },
    { kind: "link", label: " ", url: "https://lab.example/a_(b)" },
  ]);
  expect(drawn).toEqual([{ type: "Action.OpenUrl", title: "Open", url: "https://lab.example/a_(b)" }]);
});

test("six buttons are visible, the others in the menu", () => {
  const drawn = actionsOf(Array.from({ length: 9 }, (_, at) => help(`s${at}`)));
  expect(drawn.map(({ mode }) => mode)).toEqual([...Array<undefined>(6), "secondary", "secondary", "secondary"]);
});

describe("what is not ours", () => {
  test.each([
    ["perfecto.submit", { action: "help", subject: "s" }],
    ["perfecto", { form: "subscribe" }],
    ["other", { action: "help", subject: "s" }],
    [undefined, { action: "help", subject: "s" }],
    ["perfecto", undefined],
    ["perfecto", "help"],
  ])("%s %j", (verb, data) => {
    expect(readAction(verb, data)).toBeUndefined();
  });

  test.each([
    [undefined],
    [null],
    ["text"],
    [7],
    [[]],
    [{}],
    [{ action: "drop-tables", subject: "s" }],
    [{ action: "constructor" }],
    [{ action: ["help"] }],
    [{ action: "help", subject: 7 }],
    [{ action: "help", subject: "s".repeat(LIMITS.subject + 1) }],
    [{ action: "help", form: "subscribe" }],
    [{ action: "other", form: "subscribe" }],
    [{ form: "other" }],
    [{ form: "subscribe", subject: {} }],
    [JSON.parse('{"__proto__": {"action": "help"}}')],
  ])("%j", (value: unknown) => {
    expect(readSubmit(value)).toBeUndefined();
  });
});

test.each([
  ["https://lab.example/a b|c<d>{e}", "https://lab.example/a%20b|c%3Cd%3E%7Be%7D"],
  ["HTTP://LAB.example", "http://lab.example/"],
  ["https://lab.example/?q={{DATE(x)}}#t=3", "https://lab.example/?q=%7B%7BDATE(x)%7D%7D#t=3"],
  ["javascript:alert(1)", undefined],
  ["https://user:pw@lab.example/", undefined],
  ["//lab.example/", undefined],
  [`https://lab.example/${"x".repeat(LIMITS.url)}`, undefined],
  [`https://lab.example/${"ü".repeat(1500)}`, undefined],
  ["", undefined],
])("safeUrl %s", (address, url) => {
  expect(safeUrl(address)).toBe(url);
});

test("an address in Markdown holds nothing that Markdown reads, and leads to the same place", () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (address) => {
      const safe = safeUrl(address) ?? "";
      const encoded = markdownUrl(safe);
      expect(encoded).not.toMatch(/[()[\]<>*_~\\`'"|;!{}\s]/);
      expect(decodeURIComponent(encoded)).toBe(decodeURIComponent(safe));
    }),
  );
});
