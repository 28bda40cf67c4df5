import { code, noticeCard, text, type Button, type Card, type Line } from "@perfecto-bot/cards";
import type { Answer, Gap } from "./answer.ts";
import type { Showing } from "./answer-to-card.ts";
import { printCursor } from "./answer-cursor.ts";
import { isSilent } from "./coverage-of.ts";
import { explainLabError } from "./explain-lab-error.ts";
import { isEmpty } from "./is-empty.ts";

const MOST_LABS = 5;

/** Where nothing at all is known, because no lab could be read or none was meant: why, and what to do. */
export function troubleCard(answer: Answer, { prefix, noteId }: Showing): Card | undefined {
  if (answer.labs.length === 0)
    return noticeCard(
      "warning",
      [text("No lab that I know is meant")],
      [
        [text(answer.understoodAs)],
        [code(`${prefix} status`), text(" names the labs; leave out lab: to ask all of them.")],
      ],
    );
  const failed = answer.coverage.gaps.filter(isOfSilentLab);
  const isAll = answer.labs.every((lab) => failed.some((gap) => gap.lab === lab));
  if (!isAll || !isEmpty(answer)) return undefined;
  const title =
    failed.length === 1 ? `The lab ${answer.labs[0] ?? ""} could not be asked` : "None of the labs could be asked";
  const again: readonly Button[] =
    noteId === undefined
      ? []
      : [{ kind: "action", label: "Ask again", action: "answer-first", subject: printCursor({ id: noteId, page: 1 }) }];
  return noticeCard(
    "warning",
    [text(title)],
    [[text(answer.understoodAs)], ...failed.slice(0, MOST_LABS).flatMap(lines)],
    again,
  );
}

/** A lab of which nothing at all is known. */
function isOfSilentLab(gap: Gap): gap is Extract<Gap, { readonly kind: "lab-failed" | "cancelled" | "ask-limit" }> {
  return (gap.kind === "lab-failed" || gap.kind === "cancelled" || gap.kind === "ask-limit") && isSilent(gap);
}

function lines(gap: Extract<Gap, { readonly kind: "lab-failed" | "cancelled" | "ask-limit" }>): readonly Line[] {
  if (gap.kind !== "lab-failed")
    return [
      [text(`Reading the lab ${gap.lab} took too long.`)],
      [text("Ask again in a minute, or for a shorter window.")],
    ];
  const { what, todo } = explainLabError(gap.error);
  return [[text(what)], withCode(todo)];
}

/** Words in backticks stand as code. */
function withCode(words: string): Line {
  return words.split("`").flatMap((part, index) => (part === "" ? [] : [index % 2 === 1 ? code(part) : text(part)]));
}
