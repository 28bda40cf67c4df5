import type { App } from "@slack/bolt";
import type { AnswerWay } from "./answer-way.ts";
import { converse } from "./converse.ts";
import { askerOf, workspaceOf, type Intake } from "./intake.ts";
import { isFirst } from "./is-first.ts";
import { readLifecycle, type SlackEventFields } from "./read-lifecycle.ts";
import { readSharedLinks } from "./read-shared-links.ts";
import { readSpoken } from "./read-spoken.ts";
import { readWords } from "./read-words.ts";
import { unfurlLinks } from "./unfurl-links.ts";
import type { WorkspaceClaim } from "../workspaces/slack-workspaces.ts";

/**
 * Events: questions by mention and direct message, links into reports, and what happens to channels and installations.
 * Bolt acknowledges them by itself.
 * @see https://docs.slack.dev/apis/events-api
 */
export function listenEvents(app: App, intake: Intake): void {
  app.event(/.*/u, async ({ event, body, context }) => {
    if (!(await isFirst(intake.once, { scope: "slack-event", id: body.event_id }, intake.log))) return;
    if (hasEnded(event)) {
      const claim = {
        teamId: context.teamId,
        enterpriseId: context.enterpriseId,
        isEnterpriseInstall: context.isEnterpriseInstall,
      };
      await endInstallation(intake, claim, endOfSecondMs(body.event_time), event.type);
      return;
    }
    const workspace = await workspaceOf(intake, context.teamId);
    if (workspace === undefined) return;
    const links = readSharedLinks(event);
    if (links !== undefined) return unfurlLinks(links, workspace, intake);
    const spoken = readSpoken(event);
    if (spoken === undefined) {
      const happened = readLifecycle(event, workspace.id, workspace.botUserId);
      if (happened !== undefined) await intake.desk.happened(happened);
      return;
    }
    const asker = await askerOf(intake, workspace, spoken.channelId, spoken.person, `@${workspace.botName}`);
    const words = readWords(spoken.text, workspace.botUserId);
    const way: AnswerWay = {
      workspace,
      channelId: spoken.channelId,
      person: spoken.person,
      ...(spoken.threadTs === undefined ? {} : { threadTs: spoken.threadTs }),
    };
    await converse(way, intake, (onProgress) => intake.desk.say(asker, words, onProgress));
  });
}

/**
 * Whether the installation is over. Both events come, in either order; revoked tokens of people do not concern a bot.
 * @see https://docs.slack.dev/reference/events/tokens_revoked
 */
function hasEnded(event: SlackEventFields & { readonly tokens?: unknown }): boolean {
  if (event.type === "app_uninstalled") return true;
  if (event.type !== "tokens_revoked") return false;
  const { tokens } = event;
  return (
    typeof tokens === "object" &&
    tokens !== null &&
    "bot" in tokens &&
    Array.isArray(tokens.bot) &&
    tokens.bot.length > 0
  );
}

async function endInstallation(intake: Intake, claim: WorkspaceClaim, atMs: number, why: string): Promise<void> {
  for (const workspace of await intake.workspaces.forget({ ...claim, atMs })) {
    intake.log.warn({ workspace, why }, "the app's installation in Slack is over");
    const detail = why === "app_uninstalled" ? "The app was uninstalled from Slack." : "Slack's bot token was revoked.";
    await intake.desk.happened({ kind: "installation-gone", channel: "slack", workspace, detail });
  }
}

/** Slack says in whole seconds when something happened; what was made within that second came before it. */
function endOfSecondMs(atS: number): number {
  return atS * 1000 + 999;
}
