import { setTimeout as delay } from "node:timers/promises";
import type { App, ViewSubmitAction } from "@slack/bolt";
import { formErrors, readForm, readFormKind } from "../render/index.ts";
import { answer } from "./answer.ts";
import { readFormContext } from "./form-context.ts";
import { askerOf, workspaceOf, type Intake } from "./intake.ts";
import { isFirst } from "./is-first.ts";

/** Slack waits three seconds for the answer to a submission; mistakes found later are told in the conversation. */
const ANSWER_WITHIN_MS = 2_500;

/**
 * Submitted forms. Mistakes keep the modal open and show at their inputs; everything else closes it and is answered
 * where the form was opened. Who submits, and in which workspace, is read from the payload.
 * @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export function listenForms(app: App, intake: Intake): void {
  const { desk, once, log, commandName } = intake;
  app.view<ViewSubmitAction>({ callback_id: /.*/u, type: "view_submission" }, async ({ body, view, ack, context }) => {
    const kind = readFormKind(view.callback_id);
    const place = readFormContext(view.private_metadata);
    const workspace = kind === undefined || place === undefined ? undefined : await workspaceOf(intake, context.teamId);
    const submission = { scope: "slack-trigger", id: body.trigger_id } as const;
    if (kind === undefined || place === undefined || workspace === undefined || !(await isFirst(once, submission, log)))
      return ack();

    const { channelId, subject, ...rest } = place;
    const late = delay(ANSWER_WITHIN_MS, undefined, { ref: false });
    const asker = await askerOf(intake, workspace, channelId, body.user.id, commandName);
    const replying = desk.submit(asker, kind, subject, readForm(view.state.values));
    const soon = await Promise.race([replying, late]);
    if (soon?.kind === "revise") return ack(formErrors(soon.errors, view));
    await ack({ response_action: "clear" });
    const way = { workspace, channelId, person: body.user.id, triggerId: body.trigger_id, ...rest };
    return answer(soon ?? (await replying), way, intake);
  });
  app.view({ callback_id: /.*/u, type: "view_closed" }, async ({ ack }) => ack());
}
