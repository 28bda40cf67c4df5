import type { SlackChannelView, SlackPersonView, SlackView } from "../../wire/slack-state.ts";

/** Who and what the ids in messages stand for. */
export interface Directory {
  readonly botUserId: string;
  /** Without the bot. */
  readonly people: readonly SlackPersonView[];
  readonly channels: readonly SlackChannelView[];
  /** A person's name as messages show it, the bot's included. */
  readonly userName: (id: string) => string | undefined;
  readonly channelName: (id: string) => string | undefined;
  readonly groupHandle: (id: string) => string | undefined;
}

/** The part of the view that a directory is made of. */
export type DirectorySource = Pick<SlackView, "botUserId" | "people" | "channels" | "userGroups">;

/** What the app is called where the workspace does not say. */
export const APP_NAME = "Perfecto";

/** The directory of a workspace. */
export function createDirectory({ botUserId, people, channels, userGroups }: DirectorySource): Directory {
  const users = new Map(people.map(({ id, realName, name }) => [id, realName === "" ? name : realName]));
  if (!users.has(botUserId)) users.set(botUserId, APP_NAME);
  const names = new Map(channels.map(({ id, name }) => [id, name]));
  const groups = new Map(userGroups.map(({ id, handle }) => [id, handle]));
  return {
    botUserId,
    people: people.filter(({ id, isBot }) => !isBot && id !== botUserId),
    channels,
    userName: (id) => users.get(id),
    channelName: (id) => names.get(id),
    groupHandle: (id) => groups.get(id),
  };
}
