import { spellingOf } from "../../glob.ts";
import { mistakeAt } from "../../language/mistake.ts";
import { isEmpty } from "../../language/empty-values.ts";
import { mistaken, understood } from "../../language/reading.ts";
import { tokenize } from "../../language/tokenize.ts";
import { endOf } from "../../language/verb.ts";
import { inQuotes } from "../../language/print-value.ts";
import type { QuestionVerb } from "../question-verb.ts";
import type { Part } from "../../language/token.ts";

/** `test <id, link or name>`: what follows is one text as typed, or what is in quotes where all of it is. */
export const test: QuestionVerb<"test"> = {
  name: "test",
  group: "ask",
  aliases: [],
  summary: "one test: commands, screenshots, files and history",
  usage: "test <id, report link or name>",
  examples: [
    { text: "test Login with a wrong password", does: "shows how that test went lately" },
    { text: "test https://acme.reporting.perfectomobile.com/test/5f0c", does: "shows that one execution" },
  ],
  read(tail) {
    const typed = tail.text.slice(tail.at).trim();
    if (typed === "") return mistaken([mistakeAt(endOf(tail), "an id, a report link or a test's name is missing")]);
    const quoted = onlyQuoted(tail.text, tail.at);
    if (quoted && isEmpty(quoted)) return mistaken([mistakeAt(quoted, "these quotes are empty")]);
    return understood({ verb: "test", about: quoted?.pattern ?? globTyped(typed) });
  },
  print({ about }) {
    const typed = spellingOf(about);
    const isReadBack = typed === typed.trim() && globTyped(typed) === about && onlyQuoted(typed, 0) === undefined;
    return isReadBack ? typed : inQuotes(about);
  },
};

/** Outside of quotes a backslash is itself. */
function globTyped(typed: string): string {
  return typed.replaceAll("\\", "\\\\");
}

function onlyQuoted(text: string, at: number): Part | undefined {
  const { tokens, mistakes } = tokenize(text, at);
  const [first] = tokens;
  const isAlone = tokens.length === 1 && mistakes.length === 0;
  return isAlone && first?.kind === "word" && first.quoted && !first.negated ? first : undefined;
}
