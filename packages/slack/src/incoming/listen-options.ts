import { setTimeout as delay } from "node:timers/promises";
import type { App, BlockSuggestion } from "@slack/bolt";
import { fitsOption, nameOption, readFormKind, readLookup } from "../render/index.ts";
import { LIMITS } from "../render/limits.ts";
import { readFormContext } from "./form-context.ts";
import { workspaceOf, type Intake } from "./intake.ts";

/** Slack waits three seconds; later names would not be shown. */
const ANSWER_WITHIN_MS = 2_500;

/**
 * Somebody types in a menu of a form: names to offer, as many as are there in time. A menu that is not ours offers
 * nothing, and neither does one whose names cannot be looked up: an error would say less.
 * @see https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
 */
export function listenOptions(app: App, intake: Intake): void {
  app.options(/.*/u, async ({ options, ack, context }) => {
    const late = delay(ANSWER_WITHIN_MS, [], { ref: false });
    const names = lookUp(options, context.teamId, intake).catch((error: unknown) => {
      intake.log.error({ error: String(error) }, "names could not be looked up for a form in Slack");
      return [];
    });
    const offered = [...new Set(await Promise.race([names, late]))].filter(fitsOption);
    await ack({ options: offered.slice(0, LIMITS.selectOptions).map(nameOption) });
  });
}

async function lookUp(
  { action_id: actionId, value: typed, view, user }: BlockSuggestion,
  teamId: string | undefined,
  intake: Intake,
): Promise<readonly string[]> {
  const of = readLookup(actionId);
  const place = view === undefined ? undefined : readFormContext(view.private_metadata);
  if (of === undefined || view === undefined || readFormKind(view.callback_id) === undefined || place === undefined)
    return [];
  const workspace = await workspaceOf(intake, teamId);
  if (workspace === undefined) return [];
  const conversation = { channel: "slack", workspace: workspace.id, id: place.channelId };
  // Names need no time zone, and asking for it could cost the time that is left.
  return intake.desk.lookUp({ conversation, person: user.id, prefix: intake.commandName }, of, typed);
}
