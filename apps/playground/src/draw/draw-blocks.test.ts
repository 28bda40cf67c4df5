import { expect, it } from "vitest";
import { drawMessage } from "./draw-blocks.ts";
import type { DrawContext } from "./draw-context.ts";
import { plainText } from "./drawn-line.ts";

const context: DrawContext = { timeZone: "UTC", nameOf: (id) => (id === "U1" ? "Quinn QA" : undefined) };
type Blocks = Parameters<typeof drawMessage>[0]["blocks"];
const draw = (blocks: Blocks, text = "") => drawMessage({ text, blocks }, context).map(plainText);

const words = (text: string, style?: Readonly<Record<string, boolean>>) => ({
  type: "text",
  text,
  ...(style === undefined ? {} : { style }),
});
const section = (...elements: { type: string; [key: string]: string | object }[]) => ({
  type: "rich_text_section",
  elements: JSON.parse(JSON.stringify(elements)),
});

it("draws a failure card as it is sent", () => {
  const blocks: Blocks = [
    {
      type: "rich_text",
      elements: [
        section(
          { type: "emoji", name: "x" },
          words(" "),
          { type: "link", url: "https://lab.example/reporting/test/5dc2", text: "Pay by card", style: { bold: true } },
          words(" failed on iPhone 15", { bold: true }),
        ),
      ],
    },
    { type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [words("first\n  second")] }] },
    { type: "rich_text", elements: [section(words("Reason: "), words("Application bug\nOwner: dana"))] },
    {
      type: "rich_text",
      elements: [
        { type: "rich_text_list", style: "bullet", elements: [section(words("one")), section(words("two\nmore"))] },
        { type: "rich_text_list", style: "ordered", indent: 1, elements: [section(words("deep"))] },
        { type: "rich_text_quote", elements: [words("said")] },
      ],
    },
    { type: "context", elements: [{ type: "plain_text", text: "Failing since #43." }] },
    { type: "divider" },
    {
      type: "actions",
      elements: [
        {
          type: "button",
          text: { type: "plain_text", text: "Video at 1:23" },
          url: "https://lab.example/reporting/media/5dc2a8b65dc2a8b65dc2a8b6/video.mp4#t=83",
        },
        { type: "button", text: { type: "plain_text", text: "Mute this test" }, value: "5dc2" },
      ],
    },
  ];
  expect(draw(blocks)).toEqual([
    "❌ Pay by card failed on iPhone 15",
    "▏ first",
    "▏   second",
    "Reason: Application bug",
    "Owner: dana",
    "• one",
    "• two",
    "  more",
    "  1. deep",
    "│ said",
    "Failing since #43.",
    "────────",
    "[Video at 1:23]  [Mute this test]",
    "↗ Video at 1:23: …/video.mp4#t=83",
  ]);
});

it.each<[string, Blocks, readonly string[]]>([
  ["header", [{ type: "header", text: { type: "plain_text", text: "Head :x:" } }], ["Head :x:"]],
  [
    "section",
    [
      {
        type: "section",
        text: { type: "mrkdwn", text: "*one* <@U1>\ntwo" },
        fields: [{ type: "mrkdwn", text: "a" }],
        accessory: { type: "static_select", placeholder: { type: "plain_text", text: "Choose" } },
      },
    ],
    ["one @Quinn QA", "two", "a", "[Choose ▾]"],
  ],
  ["image", [{ type: "image", image_url: "https://x.example/y.png", alt_text: "a trend" }], ["[picture: a trend]"]],
  ["a file's picture", [{ type: "image", slack_file: { id: "F1" }, alt_text: "a trend" }], ["[picture: a trend]"]],
  [
    "mentions",
    [
      {
        type: "rich_text",
        elements: [
          section({ type: "user", user_id: "U1" }, words(" "), { type: "broadcast", range: "here" }, words(" "), {
            type: "usergroup",
            usergroup_id: "S9",
          }),
        ],
      },
    ],
    ["@Quinn QA @here @S9"],
  ],
  ["a kind that is never sent", [{ type: "video" }], ["[video]"]],
  ["an empty context", [{ type: "context", elements: [] }], []],
  ["what is no block", [null, "x"], ["[]", "[]"]],
])("draws %s", (_, blocks, expected) => {
  expect(draw(blocks)).toEqual(expected);
});

it("draws the text of a message without blocks", () => {
  expect(draw([], "*Gone*\nfor good")).toEqual(["Gone", "for good"]);
});

it("lets no foreign text steer the terminal", () => {
  const hostile = "\u001B[2Jname\u0007\u202Eevil\u009B31m";
  expect(draw([{ type: "rich_text", elements: [section(words(hostile))] }])).toEqual(["[2Jnameevil31m"]);
  expect(draw([], hostile)).toEqual(["[2Jnameevil31m"]);
});
