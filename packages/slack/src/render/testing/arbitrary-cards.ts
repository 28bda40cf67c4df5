import { BUTTON_ACTIONS } from "@perfecto-bot/cards";
import type { Block, Button, Card, Form, Line, Run } from "@perfecto-bot/cards";
import { drawingsOf, formsOf } from "@perfecto-bot/cards/testing";
import type { Mention } from "@perfecto-bot/domain";
import * as fc from "fast-check";

/** What a hostile or unlucky name may hold. */
const NASTY = [
  "<!channel>",
  "<!here>",
  "<@U024BE7LH>",
  "<!subteam^S0614TZR7>",
  "<https://evil.example|click>",
  "https://evil.example/x",
  "@here",
  "@everyone",
  "@channel",
  "*bold*",
  "_it_",
  "~gone~",
  "`code`",
  "```fence```",
  "&lt;!channel&gt;",
  "&amp;",
  ">quote",
  ":x:",
  "snake_case_name",
  "\n",
  "\r\n",
  "\u2028",
  "\t",
  "\u0000",
  "\u202Etxt",
  "\u2067مرحبا",
  "שלום",
  "👩‍👩‍👧",
  "\uD83D",
  "\uDE00",
  "|",
  " ",
];

/** Texts that try to break out, between ordinary ones; some are very long. */
export const foreignText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 12, unit: "binary" })))
      .map((parts) => parts.join("")),
  },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join(" ")) },
  { weight: 1, arbitrary: fc.constantFrom(...NASTY).map((part) => part.repeat(100_000 / part.length)) },
);

const address = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  foreignText,
  foreignText.map((text) => `https://lab.example/${text}`),
  fc.constantFrom(
    "javascript:alert(1)",
    "https://user:secret@lab.example/",
    "ftp://lab.example/",
    "",
    "HTTPS://LAB.EXAMPLE/a|b<c>",
  ),
);

export const anyMention: fc.Arbitrary<Mention> = fc.oneof(
  fc.constantFrom<Mention>(
    { kind: "user", id: "U024BE7LH" },
    { kind: "user", id: "W12345678" },
    { kind: "group", id: "S0614TZR7" },
    { kind: "here", id: "" },
  ),
  fc.record({ kind: fc.constantFrom("user" as const, "group" as const), id: foreignText }),
);

const run: fc.Arbitrary<Run> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("text" as const), text: foreignText }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("text" as const),
      text: foreignText,
      style: fc.constantFrom("bold" as const, "code" as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("link" as const), text: foreignText, url: address }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("mention" as const), mention: anyMention }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("time" as const),
      atMs: fc.oneof(fc.integer({ min: 0, max: 2 ** 42 }), fc.double()),
      show: fc.constantFrom("time" as const, "date" as const, "date-time" as const),
    }),
  },
);

const line: fc.Arbitrary<Line> = fc.array(run, { maxLength: 5 });
const weight = fc.constantFrom("core" as const, "detail" as const);
const count = fc.oneof(fc.nat({ max: 4 }), fc.constantFrom(60, 3000));

/** Few or thousands of the same: long lists of different things would only be slow to make. */
function many<T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.array(one, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.tuple(one, count).map(([each, times]) => Array.from({ length: times }, () => each)) },
  );
}

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ kind: fc.constant("link" as const), label: foreignText, url: address }),
  fc.record(
    {
      kind: fc.constant("action" as const),
      label: foreignText,
      action: fc.constantFrom(...BUTTON_ACTIONS),
      subject: foreignText,
      style: fc.constantFrom("primary" as const, "danger" as const),
      confirm: foreignText,
    },
    { requiredKeys: ["kind", "label", "action", "subject"] },
  ),
);

const picture = drawingsOf(foreignText, many);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), line, subtle: fc.boolean(), weight }),
  fc.record({
    kind: fc.constant("facts" as const),
    facts: many(fc.record({ label: foreignText, value: line })),
    weight,
  }),
  fc.record(
    {
      kind: fc.constant("list" as const),
      title: foreignText,
      rows: many(line),
      more: fc.record({ count: fc.nat(), url: address }),
      weight,
    },
    { requiredKeys: ["kind", "rows", "weight"] },
  ),
  fc.record({ kind: fc.constant("code" as const), text: foreignText, weight }),
  fc.record({
    kind: fc.constant("progress" as const),
    done: fc.double(),
    total: fc.double(),
    label: foreignText,
    weight,
  }),
  fc.record({ kind: fc.constant("picture" as const), picture, alt: foreignText, weight }),
  fc.record({
    kind: fc.constant("table" as const),
    columns: many(foreignText),
    rows: many(fc.array(line, { maxLength: 3 })),
    weight,
  }),
  fc.record({ kind: fc.constant("item" as const), lines: many(line), buttons: many(button), weight }),
  fc.record({ kind: fc.constant("divider" as const), weight }),
);

/** Any card at all. */
export const anyCard: fc.Arbitrary<Card> = fc.record({
  kind: fc.constantFrom("build" as const, "failure" as const, "help" as const),
  status: fc.constantFrom("running", "passed", "failed", "blocked", "unknown", "info", "warning"),
  title: line,
  body: many(block),
  buttons: many(button),
  fallback: foreignText,
});

/** Any form with an input of each kind. */
export const anyForm: fc.Arbitrary<Form> = formsOf(foreignText, anyMention, line);
