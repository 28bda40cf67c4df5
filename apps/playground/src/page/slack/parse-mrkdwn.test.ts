import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MrkdwnNode } from "./parse-mrkdwn.ts";
import { parseMrkdwn } from "./parse-mrkdwn.ts";

const text = (words: string): MrkdwnNode => ({ kind: "text", text: words });
const link = (url: string, label = url): MrkdwnNode => ({ kind: "link", url, label });

describe("parseMrkdwn", () => {
  it.each<[string, string, readonly MrkdwnNode[]]>([
    ["plain words", "a < b & c", [text("a < b & c")]],
    ["entities", "&lt;!here&gt; &amp;lt;", [text("<!here> &lt;")]],
    [
      "styles",
      "*b* _i_ ~s~",
      [
        { kind: "bold", children: [text("b")] },
        text(" "),
        { kind: "italic", children: [text("i")] },
        text(" "),
        { kind: "strike", children: [text("s")] },
      ],
    ],
    [
      "styles within styles",
      "*a _b_*",
      [{ kind: "bold", children: [text("a "), { kind: "italic", children: [text("b")] }] }],
    ],
    ["no styles within words", "snake_case_name 2*3*4", [text("snake_case_name 2*3*4")]],
    [
      "no style across a link",
      "*a <https://x.test/*b|c>* d",
      [{ kind: "bold", children: [text("a "), link("https://x.test/*b", "c")] }, text(" d")],
    ],
    ["code is literal", "`*a* <@U1> :x:`", [{ kind: "code", text: "*a* <@U1> :x:" }]],
    ["preformatted", "a```\nb *c*\n```", [text("a"), { kind: "preformatted", text: "b *c*" }]],
    [
      "links",
      "<https://x.test/?a=1&amp;b=2|label> <https://y.test>",
      [link("https://x.test/?a=1&b=2", "label"), text(" "), link("https://y.test")],
    ],
    [
      "mentions",
      "<@U1> <#C1|general> <!subteam^S1|@qa> <!here>",
      [
        { kind: "user", id: "U1", label: "" },
        text(" "),
        { kind: "channel", id: "C1", label: "general" },
        text(" "),
        { kind: "group", id: "S1", label: "@qa" },
        text(" "),
        { kind: "broadcast", range: "here" },
      ],
    ],
    [
      "moments",
      "at <!date^1795416120^{date_short_pretty} at {time}|06:42 UTC>",
      [
        text("at "),
        {
          kind: "date",
          epochS: 1_795_416_120,
          format: "{date_short_pretty} at {time}",
          url: "",
          fallback: "06:42 UTC",
        },
      ],
    ],
    [
      "emoji that are known",
      ":x: :no_such_thing: 12:30:45",
      [{ kind: "emoji", name: "x" }, text(" :no_such_thing: 12:30:45")],
    ],
    ["quotes", "&gt; a\n&gt; b\nc", [{ kind: "quote", children: [text("a\nb")] }, text("c")]],
    ["addresses", "see https://x.test/a_b_c, now", [text("see "), link("https://x.test/a_b_c"), text(", now")]],
  ])("reads %s", (_, written, nodes) => {
    expect(parseMrkdwn(written, { verbatim: false })).toEqual(nodes);
  });

  it("leaves addresses alone in verbatim text, and reads marked ones", () => {
    expect(parseMrkdwn("https://x.test <https://y.test|y>", { verbatim: true })).toEqual([
      text("https://x.test "),
      link("https://y.test", "y"),
    ]);
  });

  it("never fails, and never makes more of a text than it is", () => {
    const pieces = fc.constantFrom(
      "*",
      "_",
      "~",
      "`",
      "```",
      "<",
      ">",
      "|",
      "@U1",
      "!date^",
      ":x:",
      "&gt;",
      "\n",
      " ",
      "a",
      "https://x.test/",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 20 }),
        fc.boolean(),
        (parts, verbatim) => {
          const written = parts.join("");
          expect(shown(parseMrkdwn(written, { verbatim })).length).toBeLessThanOrEqual(written.length);
        },
      ),
    );
  });
});

/** What people read, in characters of the source. */
function shown(nodes: readonly MrkdwnNode[]): string {
  return nodes
    .map((node) => {
      if ("children" in node) return shown(node.children);
      if ("text" in node) return node.text;
      if ("name" in node) return `:${node.name}:`;
      if ("range" in node) return node.range;
      return "fallback" in node ? node.fallback : node.label;
    })
    .join("");
}
