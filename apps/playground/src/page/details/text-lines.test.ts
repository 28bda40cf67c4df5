import type { JsonValue } from "@perfecto-bot/simulators/slack";
import { expect, test } from "vitest";
import { textLines } from "./text-lines.ts";

const rows: readonly [string, JsonValue, readonly string[]][] = [
  ["nothing", [], []],
  [
    "an unknown emoji",
    [{ type: "section", text: { type: "mrkdwn", text: ":no_such_one: at 6:00:00" } }],
    [":no_such_one: at 6:00:00"],
  ],
  [
    "a section",
    [{ type: "section", text: { type: "mrkdwn", text: "*one*\n\n<https://a.b/c?d=1|two> <!date^1^{time}|6:00>" } }],
    ["*one*", "two 6:00"],
  ],
  [
    "rich text",
    [
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "Results: ", style: { bold: true } },
              { type: "emoji", name: "x" },
              { type: "link", url: "https://a.b" },
              { type: "user", user_id: "U1" },
            ],
          },
        ],
      },
    ],
    ["Results: ❌https://a.b@U1"],
  ],
  [
    "a table of Slack's",
    [
      {
        type: "table",
        rows: [
          [
            { type: "raw_text", text: "a" },
            { type: "raw_text", text: "b" },
          ],
        ],
      },
    ],
    ["a | b"],
  ],
  ["a button", [{ type: "button", text: { type: "plain_text", text: "Why?" }, value: "v", action_id: "x" }], ["Why?"]],
  [
    "a card",
    {
      type: "AdaptiveCard",
      fallbackText: "for old clients",
      body: [
        { type: "TextBlock", text: "[Nightly #4](https://a.b): passed" },
        { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "24 " }, "of 36"] },
        {
          type: "ColumnSet",
          columns: ["•", "a cause"].map((text) => ({ type: "Column", items: [{ type: "TextBlock", text }] })),
        },
        { type: "FactSet", facts: [{ title: "Branch", value: "main" }] },
        { type: "Icon", name: "Check", fallback: { type: "TextBlock", text: "✓" } },
        {
          type: "Table",
          rows: [
            {
              type: "TableRow",
              cells: ["x", "y"].map((text) => ({ type: "TableCell", items: [{ type: "TextBlock", text }] })),
            },
          ],
        },
      ],
      actions: [{ type: "Action.Execute", title: "Mute", verb: "mute" }],
    },
    ["Nightly #4: passed", "24 of 36", "• a cause", "Branch: main", "x | y", "Mute"],
  ],
];

test.each(rows)("%s", (_what, json, lines) => {
  expect(textLines(json)).toEqual(lines);
});
