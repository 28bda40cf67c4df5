import type { JsonObject } from "../json-value.ts";
import type { ResponseUrls } from "../response-urls.ts";
import type { Triggers } from "../triggers.ts";
import type { Channel } from "../world/channel.ts";
import type { SlackUser, Workspace } from "../world/entities.ts";
import type { SlackWorld } from "../world/slack-world.ts";
import type { AppTraffic } from "./app-traffic.ts";

/** What people's actions need: the world they act in, and the app that hears of it. */
export interface SlackContext {
  readonly world: SlackWorld;
  readonly traffic: AppTraffic;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
}

/** A channel by id or name. Throws where there is none. */
export const channelNamed = (world: SlackWorld, idOrName: string): Channel => {
  const channel = world.findChannel(idOrName);
  if (channel) return channel;
  throw new Error(`There is no channel ${idOrName} in the simulated Slack: add it with addChannel first.`);
};

/** The name a payload gives a channel: Slack hides those that are not public. */
export const payloadChannel = (channel: Channel): { readonly id: string; readonly name: string } => ({
  id: channel.id,
  name: { public: channel.name, private: "privategroup", im: "directmessage" }[channel.kind],
});

/** The fields that every interaction carries. @see https://docs.slack.dev/reference/interaction-payloads */
export const interactionHead = (world: SlackWorld, workspace: Workspace, user: SlackUser): JsonObject => {
  const organisation = world.organisations.get(workspace.id);
  const person = { id: user.id, username: user.name, name: user.name };
  return {
    // An app that is installed in an organisation learns the workspace of the person alone.
    team: organisation === undefined ? { id: workspace.id, domain: workspace.domain } : null,
    user: organisation?.leavesOutUserTeam === true ? person : { ...person, team_id: workspace.id },
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    enterprise: organisation === undefined ? null : { id: organisation.id, name: organisation.name },
    is_enterprise_install: organisation !== undefined,
  };
};

/** Whether the app is installed in a workspace: some token of it is alive. */
export const isInstalled = (workspace: Workspace): boolean =>
  workspace.tokens.some((token) => token.state === "active");
