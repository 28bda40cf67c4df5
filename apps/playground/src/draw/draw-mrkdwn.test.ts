import { expect, it } from "vitest";
import type { DrawContext } from "./draw-context.ts";
import { drawMrkdwn } from "./draw-mrkdwn.ts";
import { splitLines } from "./drawn-line.ts";

const names: Readonly<Record<string, string>> = { U1: "Quinn QA", C1: "mobile-qa", S1: "mobile-oncall" };
const context: DrawContext = { timeZone: "Europe/Berlin", nameOf: (id) => names[id] };

/** Tones around each span: "<bold>words</>". */
const marked = (text: string) =>
  splitLines(drawMrkdwn(text, context)).map((spans) =>
    spans.map((each) => (each.tones ? `<${each.tones.join(" ")}>${each.text}</>` : each.text)).join(""),
  );

it.each([
  ["plain", ["plain"]],
  ["two\nlines", ["two", "lines"]],
  ["a *bold* and _slanted_ ~gone~", ["a <bold>bold</> and <italic>slanted</> <strikethrough>gone</>"]],
  ["*bold _both_*", ["<bold>bold </><bold italic>both</>"]],
  ["snake_case_name and 2*3*4", ["snake_case_name and 2*3*4"]],
  ["`*not* bold`", ["<cyan>*not* bold</>"]],
  ["```\none\ntwo\n```", ["<cyan>one</>", "<cyan>two</>"]],
  ["a &lt;b&gt; &amp;amp; c", ["a <b> &amp; c"]],
  ["<https://lab.example/x|Open report>", ["<underline>Open report</>"]],
  ["<https://lab.example/?a&amp;b>", ["<underline>https://lab.example/?a&b</>"]],
  ["*<https://lab.example|bold link>*", ["<bold underline>bold link</>"]],
  [
    "<@U1> <@U2|someone> <#C1> <!here> <!subteam^S1>",
    ["<cyan>@Quinn QA</> <cyan>@someone</> <cyan>#mobile-qa</> <cyan>@here</> <cyan>@mobile-oncall</>"],
  ],
  ["at <!date^1795416120^{date_short_pretty} at {time}|then>", ["at 23 Nov 2026 at 07:42"]],
  ["<!date^never^{time}|then>", ["then"]],
  [":x: :unknown_one:", ["❌ :unknown_one:"]],
])("draws %j", (text, expected) => {
  expect(marked(text)).toEqual(expected);
});
