import { code, noticeCard, text, type Card, type Line } from "@perfecto-bot/cards";
import type { Asker, Reply } from "../ports/desk.ts";
import { LabError } from "../ports/lab.ts";
import { SetAsideError } from "../ports/set-aside.ts";
import { storeErrorIn, type StoreError } from "../ports/store-error.ts";
import { ASK_AGAIN, explainStoreTrouble } from "./explain-store-trouble.ts";
import { privately } from "./replies.ts";
import type { ChangeOutcome } from "./watch-changes.ts";

/** What somebody is told whose request failed: what failed, what became of what they asked for, and what to do. */
export function tellTrouble(error: unknown, outcome: ChangeOutcome, asker: Asker): Reply {
  const store = storeErrorIn(error);
  if (store !== undefined) return privately(storeTroubleCard(store, outcome, asker));
  if (error instanceof SetAsideError) return setAsideNotice(error);
  if (error instanceof LabError)
    return privately(noticeCard("warning", [text("The lab could not be asked")], [[text(error.message)]]));
  return privately(
    noticeCard(
      "warning",
      [text("That did not work, and it is my fault")],
      [[text("Please try again in a minute; the operator's log has the details.")], outcomeLine(outcome, asker)],
    ),
  );
}

function setAsideNotice({ value: { what, why } }: SetAsideError): Reply {
  const [title, todo] =
    why === "newer-version"
      ? [
          `A newer version of the bot wrote this ${what}`,
          "It is left as it is, and works again once the bot is upgraded.",
        ]
      : [`This ${what} cannot be read`, "It is left as it is. The operator's log says where it is stored."];
  return privately(noticeCard("warning", [text(title)], [[text(todo)]]));
}

/** A form stays open with what was filled in, as long as nothing of it was saved. */
export function tellTroubleInForm(error: unknown, outcome: ChangeOutcome, asker: Asker): Reply {
  const store = storeErrorIn(error);
  if (store === undefined || outcome !== "none") return tellTrouble(error, outcome, asker);
  const sentence = `${explainStoreTrouble(store.kind)}, so nothing was saved. Submit the form again in a minute.`;
  // The first input of both forms.
  return { kind: "revise", errors: { job: sentence } };
}

function storeTroubleCard(error: StoreError, outcome: ChangeOutcome, asker: Asker): Card {
  return noticeCard(
    "warning",
    [text(explainStoreTrouble(error.kind))],
    [outcomeLine(outcome, asker), [text(ASK_AGAIN)]],
  );
}

function outcomeLine(outcome: ChangeOutcome, { prefix }: Asker): Line {
  switch (outcome) {
    case "none":
      return [text("Nothing was changed or remembered.")];
    case "unknown":
      return [
        text("It is not known whether it was done, because the answer was lost: look with "),
        code(`${prefix} subscriptions`),
        text(" before you try again."),
      ];
    case "done":
      return [
        text("It was saved, or a part of it, and what follows from it may come late: see "),
        code(`${prefix} subscriptions`),
        text("."),
      ];
  }
}
