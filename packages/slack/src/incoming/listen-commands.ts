import type { App } from "@slack/bolt";
import { converse } from "./converse.ts";
import { askerOf, workspaceOf, type Intake } from "./intake.ts";
import { isFirst } from "./is-first.ts";
import { readWords } from "./read-words.ts";

/**
 * The slash command: acknowledged before anything else, because Slack waits three seconds, then answered by its
 * response_url.
 * @see https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function listenCommands(app: App, intake: Intake): void {
  const { desk, once, log, commandName } = intake;
  app.command(/.*/u, async ({ command, ack, context }) => {
    await ack();
    if (command.command !== commandName) {
      log.warn({ command: command.command }, "an unknown Slack command was ignored");
      return;
    }
    if (!(await isFirst(once, { scope: "slack-trigger", id: command.trigger_id }, log))) return;
    const workspace = await workspaceOf(intake, context.teamId);
    if (workspace === undefined) return;
    const { channel_id: channelId, user_id: person } = command;
    const asker = await askerOf(intake, workspace, channelId, person, commandName);
    const { response_url: responseUrl, trigger_id: triggerId } = command;
    const way = { workspace, channelId, person, responseUrl, triggerId };
    await converse(way, intake, (onProgress) => desk.say(asker, readWords(command.text), onProgress));
  });
}
