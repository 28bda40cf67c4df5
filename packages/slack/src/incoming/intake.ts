import type { Asker, Desk, Once } from "@perfecto-bot/pipeline";
import type { SlackLog } from "../slack-log.ts";
import type { SlackWorkspace, SlackWorkspaces } from "../workspaces/slack-workspaces.ts";

/** What the listeners work with. */
export interface Intake {
  readonly desk: Desk;
  readonly workspaces: SlackWorkspaces;
  readonly once: Once;
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

/** Who asks. Slack tells a person's time zone only with `users:read`, which the app does not ask for. */
export function askerOf(workspace: SlackWorkspace, channelId: string, person: string, prefix: string): Asker {
  return { conversation: { channel: "slack", workspace: workspace.id, id: channelId }, person, prefix };
}
