import type { App } from "@slack/bolt";
import { readButton } from "../render/index.ts";
import { converse } from "./converse.ts";
import { askerOf, workspaceOf, type Intake } from "./intake.ts";
import { isFirst } from "./is-first.ts";

/**
 * Pressed buttons. All are acknowledged, links and unknown ones too: without it Slack shows a warning at the button.
 * @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export function listenButtons(app: App, intake: Intake): void {
  const { desk, once, log, commandName } = intake;
  app.action({ type: "block_actions" }, async ({ body, action, ack, context }) => {
    await ack();
    if (action.type !== "button" || body.type !== "block_actions") return;
    const button = readButton(action.action_id, action.value);
    const channelId = body.channel?.id;
    if (button === undefined || channelId === undefined) return;
    if (!(await isFirst(once, { scope: "slack-trigger", id: body.trigger_id }, log))) return;
    const workspace = await workspaceOf(intake, context.teamId);
    if (workspace === undefined) return;
    const asker = await askerOf(intake, workspace, channelId, body.user.id, commandName);
    const isEphemeral = body.container["is_ephemeral"] === true;
    // The text of a message that only one person sees is not sent along.
    const threadTs = threadOf(isEphemeral ? body.container : body.message);
    const way = {
      workspace,
      channelId,
      person: body.user.id,
      triggerId: body.trigger_id,
      pressed: { action: button.action, isEphemeral },
      ...(body.response_url ? { responseUrl: body.response_url } : {}),
      ...(threadTs === undefined ? {} : { threadTs }),
    };
    await converse(way, intake, (onProgress) => desk.press(asker, button.action, button.subject, onProgress));
  });
}

/** The thread a pressed message is a reply in. A root names its own thread: an answer in there would not be seen. */
function threadOf(message: { readonly ts?: unknown; readonly thread_ts?: unknown } | undefined): string | undefined {
  const threadTs = message?.thread_ts;
  return typeof threadTs === "string" && threadTs !== message?.ts ? threadTs : undefined;
}
