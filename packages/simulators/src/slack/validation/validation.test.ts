import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json-value.ts";
import { refuseMessageBlocks } from "./message-blocks.ts";
import { refuseMetadata } from "./metadata.ts";
import { viewFaults } from "./views.ts";

const knowsFile = (id: string): boolean => id === "F1";
const plain = (text: string): JsonObject => ({ type: "plain_text", text });
const mrkdwn = (text: string): JsonObject => ({ type: "mrkdwn", text });
const section = (text: string): JsonObject => ({ type: "section", text: mrkdwn(text) });
const button = (fields: JsonObject = {}): JsonObject => ({
  type: "button",
  action_id: "a",
  text: plain("Go"),
  ...fields,
});
const option = (value: string): JsonObject => ({ text: plain(value), value });
const row = (...cells: string[]): JsonObject[] => cells.map((text) => ({ type: "raw_text", text }));

const accepted: Record<string, JsonObject[]> = {
  "every block of a card": [
    { type: "header", text: plain("Nightly"), block_id: "h" },
    { type: "section", fields: [mrkdwn("*a*"), plain("b")], accessory: button({ style: "danger", value: "1" }) },
    { type: "context", elements: [mrkdwn("x"), { type: "image", image_url: "https://x.test/a.png", alt_text: "a" }] },
    { type: "divider" },
    { type: "image", slack_file: { id: "F1" }, alt_text: "chart", title: plain("Trend") },
    { type: "table", rows: [row("a", "b"), row("c", "d")], column_settings: [{ align: "right" }] },
    { type: "markdown", text: "**hi**" },
    {
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "hi", style: { bold: true } }] }],
    },
  ],
  "3,000 characters in a section": [section("x".repeat(3000))],
  "50 blocks": Array.from({ length: 50 }, () => ({ type: "divider" })),
  menus: [
    {
      type: "actions",
      elements: [
        { type: "static_select", action_id: "s", options: [option("a")], initial_option: option("a") },
        { type: "overflow", action_id: "o", options: [option("a"), { ...option("b"), url: "https://x.test" }] },
        { type: "external_select", action_id: "e", min_query_length: 0 },
        { type: "users_select", action_id: "u" },
        { type: "conversations_select", action_id: "c", filter: { include: ["public"] } },
      ],
    },
  ],
};

test.each(Object.entries(accepted))("accepts %s", (_, blocks) => {
  expect(refuseMessageBlocks(blocks, knowsFile)).toBeUndefined();
});

const refused: [string, JsonObject[], string][] = [
  ["section text of 3,001", [section("x".repeat(3001))], "/blocks/0/text/text"],
  ["empty section text", [section("")], "/blocks/0/text/text"],
  ["a section of nothing", [{ type: "section" }], "/blocks/0"],
  ["51 blocks", Array.from({ length: 51 }, () => ({ type: "divider" })), "/blocks"],
  ["an unknown type", [{ type: "fancy" }], "/blocks/0/type"],
  ["a type from the prototype", [{ type: "constructor" }], "/blocks/0/type"],
  ["an unknown field", [{ type: "divider", colour: "red" }], "/blocks/0"],
  ["mrkdwn in a header", [{ type: "header", text: mrkdwn("x") }], "/blocks/0/text/type"],
  ["header of 151", [{ type: "header", text: plain("x".repeat(151)) }], "/blocks/0/text/text"],
  ["11 fields", [{ type: "section", fields: Array.from({ length: 11 }, () => plain("x")) }], "/blocks/0/fields"],
  [
    "11 context elements",
    [{ type: "context", elements: Array.from({ length: 11 }, () => plain("x")) }],
    "/blocks/0/elements",
  ],
  [
    "a button text of 76",
    [{ type: "actions", elements: [button({ text: plain("x".repeat(76)) })] }],
    "/blocks/0/elements/0/text/text",
  ],
  [
    "a button value of 2,001",
    [{ type: "actions", elements: [button({ value: "x".repeat(2001) })] }],
    "/blocks/0/elements/0/value",
  ],
  [
    "a button to nowhere",
    [{ type: "actions", elements: [button({ url: "javascript:1" })] }],
    "/blocks/0/elements/0/url",
  ],
  ["the same action twice", [{ type: "actions", elements: [button(), button()] }], "/blocks/0/elements"],
  [
    "the same block id twice",
    [
      { type: "divider", block_id: "x" },
      { type: "divider", block_id: "x" },
    ],
    "/blocks/1/block_id",
  ],
  [
    "an input in a section",
    [{ type: "section", text: plain("x"), accessory: { type: "plain_text_input" } }],
    "/blocks/0/accessory/type",
  ],
  [
    "101 options",
    [
      {
        type: "actions",
        elements: [{ type: "static_select", options: Array.from({ length: 101 }, (_, n) => option(`${n}`)) }],
      },
    ],
    "/blocks/0/elements/0/options",
  ],
  [
    "several choices in a row of actions",
    [{ type: "actions", elements: [{ type: "multi_external_select", action_id: "m" }] }],
    "/blocks/0/elements/0/type",
  ],
  [
    "an initial option of an external menu that is too long",
    [{ type: "actions", elements: [{ type: "external_select", initial_option: option("x".repeat(151)) }] }],
    "/blocks/0/elements/0/initial_option/value",
  ],
  [
    "no choice allowed",
    [{ type: "section", text: plain("x"), accessory: { type: "multi_external_select", max_selected_items: 0 } }],
    "/blocks/0/accessory/max_selected_items",
  ],
  [
    "an initial option not offered",
    [{ type: "actions", elements: [{ type: "static_select", options: [option("a")], initial_option: option("b") }] }],
    "/blocks/0/elements/0/initial_option",
  ],
  [
    "two tables",
    [
      { type: "table", rows: [row("a")] },
      { type: "table", rows: [row("a")] },
    ],
    "/blocks",
  ],
  ["uneven rows", [{ type: "table", rows: [row("a", "b"), row("a")] }], "/blocks/0/rows/1"],
  ["an unknown file", [{ type: "image", alt_text: "x", slack_file: { id: "F9" } }], "/blocks/0/slack_file/id"],
];

test.each(refused)("refuses %s", (_, blocks, pointer) => {
  const refusal = refuseMessageBlocks(blocks, knowsFile);
  expect(refusal?.error).toBe("invalid_blocks");
  expect(refusal?.messages.join("\n")).toContain(`[json-pointer:${pointer}]`);
});

test("refuses what is not an array of blocks, and blocks too long together", () => {
  expect(refuseMessageBlocks(undefined, knowsFile)?.error).toBe("invalid_blocks_format");
  const long = Array.from({ length: 5 }, () => section("x".repeat(2800)));
  expect(refuseMessageBlocks(long, knowsFile)?.error).toBe("msg_blocks_too_long");
});

describe("views", () => {
  const modal = (fields: JsonObject = {}): JsonObject => ({
    type: "modal",
    title: plain("Subscribe"),
    blocks: [],
    ...fields,
  });
  const input = { type: "input", label: plain("Job"), element: { type: "plain_text_input", action_id: "job" } };
  const cases: [string, JsonObject, string | undefined][] = [
    ["an empty modal", modal(), undefined],
    ["a form", modal({ blocks: [input], submit: plain("Save"), private_metadata: "x" }), undefined],
    ["a form without submit", modal({ blocks: [input] }), "/view"],
    ["a title of 25", modal({ title: plain("x".repeat(25)) }), "/view/title/text"],
    ["private metadata of 3,001", modal({ private_metadata: "x".repeat(3001) }), "/view/private_metadata"],
    ["a table in a modal", modal({ blocks: [{ type: "table", rows: [row("a")] }] }), "/view/blocks/0/type"],
    ["submit_disabled", modal({ submit_disabled: true }), "/view"],
    ["101 blocks", modal({ blocks: Array.from({ length: 101 }, () => ({ type: "divider" })) }), "/view/blocks"],
  ];
  test.each(cases)("%s", (_, view, pointer) => {
    const faults = viewFaults(view, "modal", knowsFile);
    const pointers = faults.map((fault) => fault.match(/json-pointer:(.*)\]$/)?.[1]);
    expect(pointers).toEqual(pointer === undefined ? [] : [pointer]);
  });

  test("a home view is not a modal", () => {
    expect(viewFaults({ type: "home", blocks: [] }, "modal", knowsFile)).not.toEqual([]);
    expect(viewFaults({ type: "home", blocks: [] }, "home", knowsFile)).toEqual([]);
  });
});

test.each([
  ["no JSON", undefined, "invalid_metadata_format"],
  ["empty", {}, undefined],
  [
    "flat",
    { event_type: "card", event_payload: { id: "1", n: 1, ok: true, at: { x: 1 }, list: [{ x: 1 }] } },
    undefined,
  ],
  ["no payload", { event_type: "card" }, "invalid_metadata_schema"],
  ["no type", { event_payload: {} }, "invalid_metadata_schema"],
  ["deep", { event_type: "card", event_payload: { a: { b: { c: 1 } } } }, "invalid_metadata_schema"],
  ["null", { event_type: "card", event_payload: { a: null } }, "invalid_metadata_schema"],
  ["large", { event_type: "card", event_payload: { a: "x".repeat(16_000) } }, "metadata_too_large"],
])("metadata: %s", (_, metadata, error) => {
  expect(refuseMetadata(metadata)).toBe(error);
});
