import type { Asker, Channel, Clock, Desk, Once } from "@perfecto-bot/pipeline";
import type { SlackPictures } from "../pictures/slack-pictures.ts";
import type { TimeZones } from "../people/time-zones.ts";
import type { SlackLog } from "../slack-log.ts";
import type { SlackWorkspace, SlackWorkspaces } from "../workspaces/slack-workspaces.ts";

/** What the listeners work with. */
export interface Intake {
  readonly desk: Desk;
  readonly workspaces: SlackWorkspaces;
  /** Where shared answers are posted. */
  readonly channel: Channel;
  readonly pictures: SlackPictures;
  readonly timeZones: TimeZones;
  readonly once: Once;
  readonly now: Clock;
  readonly log: SlackLog;
  /** The slash command, such as `/perfecto`. */
  readonly commandName: string;
}

/**
 * The workspace that Bolt's context names: the one whose installation an inbound payload is for. Nothing when it went
 * away meanwhile.
 */
export async function workspaceOf(
  { workspaces, log }: Intake,
  teamId: string | undefined,
): Promise<SlackWorkspace | undefined> {
  const found = await workspaces.find(teamId ?? "");
  if (found.kind === "workspace") return found.workspace;
  log.warn({ teamId, detail: found.detail }, "something from Slack could not be answered");
  return undefined;
}

/** Who asks, with their time zone where Slack tells it soon enough ({@link TimeZones}). */
export async function askerOf(
  { timeZones }: Pick<Intake, "timeZones">,
  workspace: SlackWorkspace,
  channelId: string,
  person: string,
  prefix: string,
): Promise<Asker> {
  const timeZone = await timeZones.of(workspace, person);
  return {
    conversation: { channel: "slack", workspace: workspace.id, id: channelId },
    person,
    prefix,
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}
