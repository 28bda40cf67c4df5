import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { card } from "../testing/drive-teams.ts";
import { checkCard } from "./check-card.ts";

const text = (content: string): JsonObject => ({ type: "TextBlock", text: content });
const problems = (given: JsonObject): string[] =>
  checkCard(given).map(({ kind, path, blanks }) => `${kind} ${path}${blanks ? " blanks" : ""}`);

test("a card of many parts is without problems", () => {
  const parts: JsonValue[] = [
    text("<at>Dana</at> hello"),
    { type: "RichTextBlock", inlines: ["bare", { type: "TextRun", text: "run" }] },
    {
      type: "ColumnSet",
      columns: [{ items: [text("a")], selectAction: { type: "Action.OpenUrl", url: "https://x" } }],
    },
    { type: "Table", columns: [{ width: 1 }], rows: [{ type: "TableRow", cells: [{ items: [text("cell")] }] }] },
    { type: "FactSet", facts: [{ title: "Device", value: "iPhone" }] },
    { type: "Input.ChoiceSet", id: "job", choices: [{ title: "Nightly", value: "nightly" }] },
    { type: "Chart.Donut", data: [], fallback: text("3 of 120") },
    { type: "Image", url: "https://example.com/a.png" },
    { type: "Image", url: "data:image/png;base64,AAAA", altText: "Pass rate" },
    {
      type: "Input.ChoiceSet",
      id: "tag",
      choices: [],
      "choices.data": { type: "Data.Query", dataset: "tag" },
      fallback: { type: "Input.Text", id: "tag" },
    },
  ];
  const mention = { type: "mention", text: "<at>Dana</at>", mentioned: { id: "29:1", name: "Dana" } };
  const actions = [{ type: "Action.ShowCard", title: "More", card: card([text("more")]) }];
  expect(problems(card(parts, { actions, msteams: { entities: [mention] } }))).toEqual([]);
});

test.each<[string, JsonObject, string[]]>([
  ["no version", { ...card([]), version: 1.5 }, ["version version blanks"]],
  ["a version Teams does not show", { ...card([]), version: "1.6" }, ["version version blanks"]],
  ["an image without address", card([{ type: "Image" }]), ["invalid body[0].url blanks"]],
  [
    "a nested text without text",
    card([{ type: "Container", items: [{ type: "TextBlock" }] }]),
    ["invalid body[0].items[0].text blanks"],
  ],
  ["an element without type", card([{}]), ["invalid body[0].type blanks"]],
  ["a body that is none", { ...card([]), body: {} }, ["invalid body blanks"]],
  ["an input's id twice", card([1, 2].map(() => ({ type: "Input.Text", id: "a" }))), ["invalid body[1].id blanks"]],
  ["an unknown element", card([{ type: "Hologram" }]), ["unknown body[0]"]],
  ["an unknown element with a good fallback", card([{ type: "Hologram", fallback: text("x") }]), []],
  [
    "an unknown element with a bad fallback",
    card([{ type: "Hologram", fallback: { type: "Image" } }]),
    ["invalid body[0].fallback.url blanks"],
  ],
  ["an unknown element that may be dropped", card([{ type: "Hologram", fallback: "drop" }]), []],
  ["code without fallback", card([{ type: "CodeBlock", codeSnippet: "x" }]), ["desktop-only body[0]"]],
  ["a picture of scripts", card([{ type: "Image", url: "data:image/svg+xml,x" }]), ["image body[0].url"]],
  [
    "a search in no dataset",
    card([{ type: "Input.ChoiceSet", id: "a", choices: [], "choices.data": { type: "Data.Query" } }]),
    ["invalid body[0].choices.data blanks"],
  ],
  ["an image that is not https", card([{ type: "Image", url: "http://x/a.png" }]), ["image body[0].url"]],
  [
    "Action.Execute before 1.4",
    { ...card([], { actions: [{ type: "Action.Execute", verb: "v" }] }), version: "1.3" },
    ["version actions[0]"],
  ],
  ["a link without address", card([], { actions: [{ type: "Action.OpenUrl" }] }), ["invalid actions[0].url blanks"]],
  [
    "a set inside a sub-card",
    card([], {
      actions: [{ type: "Action.ShowCard", card: card([{ type: "ActionSet", actions: [{ type: "Action.Fly" }] }]) }],
    }),
    ["unknown actions[0].card.body[0].actions[0]"],
  ],
  [
    "more people to refresh for than Teams allows",
    card([], { refresh: { userIds: Array.from({ length: 61 }, () => "29:1") } }),
    ["limit refresh.userIds"],
  ],
  ["a mention without entity", card([text("<at>Dana</at>")]), ["mention body"]],
  [
    "a mention nowhere in the text, of nobody",
    card([text("x")], { msteams: { entities: [{ type: "mention", text: "<at>Dana</at>", mentioned: {} }] } }),
    ["mention msteams.entities[0].text", "mention msteams.entities[0].mentioned"],
  ],
])("%s", (_name, given, expected) => {
  expect(problems(given)).toEqual(expected);
});
