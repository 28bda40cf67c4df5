import { expect, test } from "vitest";
import { findLimitViolations } from "./find-limit-violations.ts";
import { LIMITS } from "./limits.ts";
import type { TeamsContent } from "./teams-content.ts";

const run = (text: string) => ({ type: "TextRun", text });
const rich = (text: string) => ({ type: "RichTextBlock", inlines: [run(text)] });
const block = (text: string) => ({ type: "TextBlock", text, wrap: true });
const open = (extra: object = {}) => ({ type: "Action.OpenUrl", title: "t", url: "https://lab.example/", ...extra });
const PNG = "data:image/png;base64,iVBORw0KGgo=";
const input = (id: string) => ({ type: "Input.Text", id, label: "l" });

/** As JSON, because what is wrong here cannot be written in the types. */
function contentOf(card: object, summary = "s"): TeamsContent {
  const whole = { type: "AdaptiveCard", version: "1.5", fallbackText: "f", body: [rich("x")], msteams: {}, ...card };
  return JSON.parse(JSON.stringify({ summary, card: whole }));
}

function pointers(content: TeamsContent): string[] {
  return findLimitViolations(content).map(({ pointer }) => pointer);
}

test("what is right has no violations", () => {
  const when = "{{DATE(2026-11-23T14:05:00Z, SHORT)}} {{TIME(2026-11-23T14:05:00Z)}}";
  const entities = [{ type: "mention", text: "<at>Dana</at>", mentioned: { id: "29:x", name: "Dana" } }];
  const picture = { type: "Image", url: PNG, altText: "Pass rate", size: "Stretch", msteams: { allowExpand: true } };
  const body = [block(`<at>Dana</at> ${when}`), rich(when), input("a"), input("b"), picture];
  expect(pointers(contentOf({ body, actions: [open()], msteams: { entities } }))).toEqual([]);
});

test.each<[string, string, object]>([
  ["an unknown element", "/body/0/type", { type: "CodeBlock", codeSnippet: "x" }],
  ["an unknown property", "/body/0/maxLine", { ...rich("x"), maxLine: 1 }],
  ["a text without wrap", "/body/0/wrap", { type: "TextBlock", text: "x" }],
  ["no text", "/body/0/inlines/0/text", { type: "RichTextBlock", inlines: [{ type: "TextRun" }] }],
  ["an empty text", "/body/0/inlines/0/text", rich("")],
  ["a long text", "/body/0/inlines/0/text", rich("x".repeat(LIMITS.text + 1))],
  ["half a character", "/body/0/inlines/0/text", { type: "RichTextBlock", inlines: [run("\uD83D")] }],
  ["an element in rich text", "/body/0/inlines/0/type", { type: "RichTextBlock", inlines: [rich("x")] }],
  ["an empty rich text", "/body/0/inlines", { type: "RichTextBlock", inlines: [] }],
  ["an empty container", "/body/0/items", { type: "Container", items: [] }],
  ["an untried style", "/body/0/style", { type: "Container", items: [rich("x")], style: "red" }],
  [
    "a column without width",
    "/body/0/columns/0/width",
    { type: "ColumnSet", columns: [{ type: "Column", items: [] }] },
  ],
  ["a picture without address", "/body/0/url", { type: "Image", altText: "x" }],
  ["a picture without words", "/body/0/altText", { type: "Image", url: PNG }],
  ["a picture from elsewhere", "/body/0/url", { type: "Image", url: "https://lab.example/a.png", altText: "x" }],
  ["a picture of another kind", "/body/0/url", { type: "Image", url: "data:image/svg+xml;base64,AA==", altText: "x" }],
  ["no buttons", "/body/0/actions", { type: "ActionSet", actions: [] }],
  ["seven visible buttons", "/body/0/actions", { type: "ActionSet", actions: Array.from({ length: 7 }, () => open()) }],
  ["a long title", "/body/0/actions/0/title", { type: "ActionSet", actions: [open({ title: "x".repeat(81) })] }],
  ["a link to nowhere", "/body/0/actions/0/url", { type: "ActionSet", actions: [open({ url: "ftp://x" })] }],
  [
    "an action without fallback",
    "/body/0/actions/0/fallback",
    { type: "ActionSet", actions: [{ type: "Action.Execute", title: "t", verb: "v", data: {} }] },
  ],
  ["an input without label", "/body/0/label", { type: "Input.Text", id: "a" }],
  ["no choices", "/body/0/choices", { type: "Input.ChoiceSet", id: "a", label: "l", choices: [] }],
  ["a mention in rich text", "/body/0/inlines/0/text", rich("<at>Dana</at>")],
  ["a broken mention", "/body/0/text", block("<at>Dana")],
  ["a broken moment", "/body/0/text", block("{{DATE(tomorrow)}}")],
])("%s", (_, pointer, element) => {
  expect(pointers(contentOf({ body: [element] }))).toEqual([`/card${pointer}`]);
});

test.each<[string, string, object]>([
  ["nothing to show", "/card/body", { body: [] }],
  ["one input twice", "/card/body/1/id", { body: [input("a"), input("a")] }],
  ["a mention without entity", "/card/msteams/entities", { body: [block("<at>Dana</at>")] }],
  [
    "an entity without mention",
    "/card/msteams/entities",
    {
      msteams: { entities: [{ type: "mention", text: "<at>Dana</at>", mentioned: { id: "29:x", name: "Dana" } }] },
    },
  ],
  [
    "an entity with another name",
    "/card/msteams/entities",
    {
      body: [block("<at>Dana</at>")],
      msteams: { entities: [{ type: "mention", text: "<at>Dana</at>", mentioned: { id: "29:x", name: "Lee" } }] },
    },
  ],
  ["a newer version", "/card/version", { version: "1.6" }],
  ["too much in all", "", { body: Array.from({ length: 11 }, () => rich("x".repeat(3900))) }],
])("%s", (_, pointer, card) => {
  expect(pointers(contentOf(card))).toEqual([pointer]);
});

test.each(["", "x".repeat(LIMITS.summary + 1), "a\nb"])("a summary that is empty, long or of two lines", (summary) => {
  expect(pointers(contentOf({}, summary))).toEqual(["/summary"]);
});
