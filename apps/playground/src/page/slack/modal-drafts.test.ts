import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { describe, expect, it } from "vitest";
import type { Entry } from "./element-entry.ts";
import { initialEntry } from "./element-entry.ts";
import { collectModalValues, draftKey, keepDrafts } from "./modal-drafts.ts";

const input = (blockId: string, element: JsonObject): JsonObject => ({ type: "input", block_id: blockId, element });
const option = (value: string): JsonObject => ({ text: { type: "plain_text", text: value }, value });
const text: JsonObject = { type: "plain_text_input", action_id: "text" };
const menu: JsonObject = { type: "static_select", action_id: "select", options: [option("all"), option("none")] };

const definition: JsonObject = {
  blocks: [
    { type: "section", text: { type: "mrkdwn", text: "intro" } },
    input("job", text),
    input("filter", text),
    input("on", menu),
    input("mention", { type: "multi_users_select", action_id: "people" }),
    {
      type: "actions",
      block_id: "more",
      elements: [
        { ...menu, action_id: "one" },
        { ...menu, action_id: "two" },
      ],
    },
  ],
};
const drafts = (...all: readonly (readonly [string, string, string, Entry])[]) =>
  new Map(all.map(([blockId, actionId, type, entry]) => [draftKey({ blockId, actionId }), { type, entry }] as const));

describe("collectModalValues", () => {
  it("names fields by block, and by action where a block holds several", () => {
    const entered = drafts(
      ["job", "text", "plain_text_input", "nightly"],
      ["filter", "text", "plain_text_input", ""],
      ["on", "select", "static_select", "all"],
      ["mention", "people", "multi_users_select", ["U1", "U2"]],
      ["more", "two", "static_select", "none"],
    );
    expect(collectModalValues(definition, entered)).toEqual({
      job: "nightly",
      filter: "",
      on: "all",
      mention: ["U1", "U2"],
      two: "none",
    });
  });

  it("leaves out what was not touched, what is no longer there, and choices no longer offered", () => {
    const entered = drafts(
      ["gone", "text", "plain_text_input", "x"],
      ["job", "text", "number_input", "1"],
      ["on", "select", "static_select", "changes"],
    );
    expect(collectModalValues(definition, entered)).toEqual({ on: [] });
  });
});

describe("keepDrafts", () => {
  it("keeps what has the same block, action and kind", () => {
    const entered = drafts(["job", "text", "plain_text_input", "x"], ["on", "select", "static_select", "all"]);
    const next: JsonObject = { blocks: [input("job", text), input("on", { ...menu, type: "radio_buttons" })] };
    expect([...keepDrafts(entered, next).keys()]).toEqual([draftKey({ blockId: "job", actionId: "text" })]);
    expect(keepDrafts(entered, definition)).toBe(entered);
  });
});

describe("initialEntry", () => {
  it.each<[JsonObject, Entry | undefined]>([
    [{ type: "button" }, undefined],
    [{ type: "plain_text_input", initial_value: "a" }, "a"],
    [{ type: "plain_text_input" }, ""],
    [{ type: "static_select", initial_option: option("all") }, "all"],
    [{ type: "static_select" }, []],
    [{ type: "checkboxes", initial_options: [option("a"), option("b")] }, ["a", "b"]],
    [{ type: "multi_users_select", initial_users: ["U1"] }, ["U1"]],
    [{ type: "users_select", initial_user: "U1" }, "U1"],
    [{ type: "datepicker", initial_date: "2026-11-23" }, "2026-11-23"],
    [{ type: "datetimepicker", initial_date_time: 1_795_416_120 }, "1795416120"],
  ])("of %j", (element, entry) => {
    expect(initialEntry(element)).toEqual(entry);
  });
});
