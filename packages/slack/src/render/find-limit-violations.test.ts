import type { InputBlock, KnownBlock } from "@slack/types";
import { expect, test } from "vitest";
import { findLimitViolations, findViewViolations } from "./find-limit-violations.ts";

type KnownInput = InputBlock["element"];

const plain = (text: string) => ({ type: "plain_text" as const, text });
const button = (extra: object) => ({ type: "button" as const, text: plain("b"), action_id: "a", ...extra });
const rich = (element: object): KnownBlock[] => [
  JSON.parse(JSON.stringify({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [element] }] })),
];

test("what is right has no violations", () => {
  expect(findLimitViolations({ text: "t", blocks: [{ type: "section", text: plain("x".repeat(3000)) }] })).toEqual([]);
});

test.each<[string, string, KnownBlock[]]>([
  ["a long section", "/blocks/0/text/text", [{ type: "section", text: plain("x".repeat(3001)) }]],
  ["an empty section", "/blocks/0", [{ type: "section" }]],
  ["a long field", "/blocks/0/fields/0/text", [{ type: "section", fields: [plain("x".repeat(2001))] }]],
  ["11 fields", "/blocks/0/fields", [{ type: "section", fields: Array.from({ length: 11 }, () => plain("x")) }]],
  ["a long header", "/blocks/0/text/text", [{ type: "header", text: plain("x".repeat(151)) }]],
  [
    "11 context elements",
    "/blocks/0/elements",
    [{ type: "context", elements: Array.from({ length: 11 }, () => plain("x")) }],
  ],
  ["a blank text", "/blocks/0/elements/0/text", [{ type: "context", elements: [plain(" ")] }]],
  ["no buttons", "/blocks/0/elements", [{ type: "actions", elements: [] }]],
  [
    "a long label",
    "/blocks/0/elements/0/text/text",
    [{ type: "actions", elements: [button({ text: plain("x".repeat(76)) })] }],
  ],
  [
    "a long value",
    "/blocks/0/elements/0/value",
    [{ type: "actions", elements: [button({ value: "x".repeat(2001) })] }],
  ],
  [
    "an address of another kind",
    "/blocks/0/elements/0/url",
    [{ type: "actions", elements: [button({ url: "ftp://x" })] }],
  ],
  ["two of one name", "/blocks/0/elements/1/action_id", [{ type: "actions", elements: [button({}), button({})] }]],
  [
    "a long name",
    "/blocks/0/elements/0/action_id",
    [{ type: "actions", elements: [button({ action_id: "x".repeat(256) })] }],
  ],
  ["an empty rich text", "/blocks/0/elements/0/elements/0/text", rich({ type: "text", text: "" })],
  ["half a character", "/blocks/0/elements/0/elements/0/text", rich({ type: "text", text: "\uD83D" })],
  ["a link to nowhere", "/blocks/0/elements/0/elements/0/url", rich({ type: "link", text: "x", url: "x" })],
  [
    "a broken second",
    "/blocks/0/elements/0/elements/0/timestamp",
    rich({ type: "date", timestamp: 1.5, format: "{time}" }),
  ],
  ["a picture without words", "/blocks/0/alt_text", [{ type: "image", slack_file: { id: "F1" }, alt_text: "" }]],
  [
    "a picture from elsewhere",
    "/blocks/0/slack_file/id",
    [{ type: "image", image_url: "https://x.example/a.png", alt_text: "x" }],
  ],
  ["a picture of no file", "/blocks/0/slack_file/id", [{ type: "image", slack_file: { id: "f1" }, alt_text: "x" }]],
  ["51 blocks", "/blocks", Array.from({ length: 51 }, () => ({ type: "divider" as const }))],
  [
    "too much in all",
    "/blocks",
    Array.from({ length: 5 }, () => ({ type: "section" as const, text: plain("x".repeat(2900)) })),
  ],
  [
    "one block id twice",
    "/blocks/1/block_id",
    [
      { type: "divider", block_id: "d" },
      { type: "divider", block_id: "d" },
    ],
  ],
  ["an untried block", "/blocks/0/type", [{ type: "markdown", text: "x" }]],
])("%s", (_, pointer, blocks) => {
  expect(findLimitViolations({ text: "t", blocks }).map((violation) => violation.pointer)).toEqual([pointer]);
});

test.each(["", "x".repeat(4001)])("a text that is empty or that an edit would refuse", (text) => {
  expect(findLimitViolations({ text, blocks: [] }).map(({ pointer }) => pointer)).toEqual(["/text"]);
});

test("a modal's own limits", () => {
  const violations = findViewViolations({
    type: "modal",
    title: plain("x".repeat(25)),
    submit: plain(""),
    private_metadata: "x".repeat(3001),
    callback_id: "c",
    blocks: [
      {
        type: "input",
        block_id: "i",
        label: plain("x".repeat(2001)),
        element: { type: "static_select", action_id: "s", options: [{ text: plain("x".repeat(76)), value: "" }] },
      },
    ],
  });
  expect(violations.map(({ pointer }) => pointer)).toEqual([
    "/title/text",
    "/submit/text",
    "/submit/text",
    "/private_metadata",
    "/blocks/0/label/text",
    "/blocks/0/element/options/0/text/text",
    "/blocks/0/element/options/0/value",
  ]);
});

test("names that are chosen in a modal keep the limits of options, too", () => {
  const option = (text: string, value: string) => ({ text: plain(text), value });
  const input = (element: KnownInput) => ({ type: "input" as const, label: plain("l"), element });
  const violations = findViewViolations({
    type: "modal",
    title: plain("t"),
    submit: plain("s"),
    callback_id: "c",
    blocks: [
      input({ type: "external_select", action_id: "a", initial_option: option("x", "x") }),
      input({ type: "external_select", action_id: "b", initial_option: option("x".repeat(76), "x") }),
      input({
        type: "multi_external_select",
        action_id: "c",
        max_selected_items: 1,
        initial_options: [option("x", "x"), option("y", "y".repeat(151))],
      }),
      input({ type: "multi_external_select", action_id: "d" }),
    ],
  });
  expect(violations.map(({ pointer }) => pointer)).toEqual([
    "/blocks/1/element/initial_option/0/text/text",
    "/blocks/2/element/initial_options/1/value",
    "/blocks/2/element/initial_options",
  ]);
});
