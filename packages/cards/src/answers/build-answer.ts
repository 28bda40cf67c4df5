import { buildCard, type BuildCardInput } from "../build-card.ts";
import type { Button, Card } from "../card.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { sayPartly } from "./coverage.ts";
import { text } from "../line.ts";

/** What the answer to `build` is made from. `actions.libraryUrl` is not looked at: the build has its own. */
export interface BuildAnswerInput extends AnswerFrame {
  readonly build: BuildCardInput;
}

/** One build as its card shows it, with how the question was understood and where the answer is from. */
export function buildAnswer(input: BuildAnswerInput): Card {
  const { build, coverage } = input;
  const card = buildCard(build);
  const partly = sayPartly(coverage);
  const { libraryUrl: _, ...actions } = input.actions;
  return answerCard(
    { ...input, actions },
    {
      status: card.status === "passed" && partly !== "" ? "warning" : card.status,
      title: [...card.title, ...(partly === "" ? [] : [text(partly)])],
      body: card.body,
      buttons: card.buttons.filter(isOfUse),
    },
  );
}

/** Nobody has to be told why an answer to a question was posted. */
function isOfUse(button: Button): boolean {
  return button.kind === "link" || button.action !== "why-build";
}
