import { text, type Card } from "@perfecto-bot/cards";
import { namesOf } from "../channel/names-of.ts";
import { renderCard, renderFormWithErrors, type Submission, type TeamsContent } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { askerOf, type Intake } from "./intake.ts";

type Errors = Readonly<Record<string, string>>;

/**
 * A submitted form again, with what was filled in and its mistakes. The desk gives the form, as if it were opened anew;
 * where it no longer does, the mistakes are listed.
 */
export async function redrawForm(
  errors: Errors,
  submission: Submission | undefined,
  activity: Activity,
  { desk, book }: Pick<Intake, "desk" | "book">,
): Promise<TeamsContent> {
  const { person, conversation } = activity;
  if (submission?.kind !== "form" || person === undefined) return renderCard(mistakesCard(errors));
  const asker = askerOf(activity, person.id);
  const opened =
    submission.form === "subscribe"
      ? await desk.press(asker, "subscription-add", "new")
      : await desk.press(asker, "subscription-edit", submission.subject ?? "");
  if (opened.kind !== "form") return renderCard(mistakesCard(errors));
  const names = await namesOf(opened.form, conversation.workspace, book);
  return renderFormWithErrors(opened.form, submission.values, errors, names);
}

function mistakesCard(errors: Errors): Card {
  const found = Object.values(errors);
  return {
    kind: "mistakes",
    status: "warning",
    title: [text("Nothing was saved: please correct this and submit the form again.")],
    body: [{ kind: "list", rows: found.map((error) => [text(error)]), weight: "core" }],
    buttons: [],
    fallback: `Nothing was saved. ${found.join(" ")}`,
  };
}
