import type { Mistake, VerbName } from "@perfecto-bot/domain";
import type { Block, Card, Line } from "./card.ts";
import { code, plainLine, text } from "./line.ts";
import { counted } from "./phrases.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const LONGEST_LINE = 300;

/**
 * Everything that could not be understood, each marked in what was typed, with what to write instead.
 * @param verb What was meant, where that was clear.
 */
export function mistakesCard(words: string, mistakes: readonly Mistake[], prefix: string, verb?: VerbName): Card {
  const title: Line = [
    text(
      mistakes.length === 1
        ? "I did not understand that"
        : `I did not understand that: ${counted(mistakes.length, "mistake")}`,
    ),
  ];
  const rows = mistakes.map((mistake) => withCode(mistake.message));
  const marked = pointAt(words, mistakes);
  const body: Block[] = [
    ...(marked === undefined ? [] : [{ kind: "code" as const, text: marked, weight: "core" as const }]),
    { kind: "list", rows, weight: "core" },
    { kind: "text", line: helpLine(prefix, verb), subtle: true, weight: "core" },
  ];
  return {
    kind: "mistakes",
    status: "warning",
    title,
    body,
    buttons: [{ kind: "action", label: "Help", action: "help", subject: "all" }],
    fallback: [
      `${STATUS_MARKS.warning.sign} ${plainLine(title)}`,
      ...mistakes.map(({ message }) => `• ${message}`),
    ].join("\n"),
  };
}

function helpLine(prefix: string, verb: VerbName | undefined): Line {
  return verb === undefined
    ? [code(`${prefix} help`), text(" shows what can be said.")]
    : [code(`${prefix} help ${verb}`), text(" shows how it is said.")];
}

/** A message whose words in backticks stand as code. */
function withCode(message: string): Line {
  return message.split("`").flatMap((part, index) => (part === "" ? [] : [index % 2 === 1 ? code(part) : text(part)]));
}

/** The typed line with carets below every mistake; nothing for long or many-line texts, where that would not line up. */
function pointAt(words: string, mistakes: readonly Mistake[]): string | undefined {
  if (words === "" || words.length > LONGEST_LINE || /[\n\t]/.test(words)) return undefined;
  const marks = Array.from({ length: words.length + 1 }, () => " ");
  for (const { at, length } of mistakes) marks.fill("^", at, at + Math.max(1, length));
  return `${words}\n${marks.join("").trimEnd()}`;
}
