import type { LabEvent } from "@perfecto-bot/simulators/lab";
import type { Screen } from "../screen/screen.ts";
import type { World } from "../world/start-world.ts";
import { createLabFeed } from "./lab-feed.ts";
import { createSlackFeed } from "./slack-feed.ts";

/** A world that is being shown. */
export interface ShownWorld {
  readonly labEvent: (event: LabEvent) => void;
  /** Shows that somebody types; users and channels by id or name. */
  readonly typed: (user: string, channel: string, text: string) => void;
}

/** Shows on a screen whatever happens in a world's Slack from now on, and in its lab as far as it is told of it. */
export function showWorld({ lab, slack }: Pick<World, "lab" | "slack">, screen: Screen): ShownWorld {
  const { users, userGroups } = slack.workspace();
  const userBy = (idOrName: string) => users.get(idOrName) ?? [...users.values()].find(({ name }) => name === idOrName);
  const feed = createSlackFeed({
    now: Date.now,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    nameOf: (id) =>
      users.get(id)?.realName ??
      slack.channels().find((channel) => channel.id === id)?.name ??
      userGroups.find((group) => group.id === id)?.handle,
    find: (channelId, ts) => slack.channel(channelId).find(ts),
  });
  slack.on("message", (message) => screen.slack(feed.posted(message)));
  slack.on("edit", (message) => screen.slack(feed.edited(message)));
  slack.on("delete", (message) => screen.slack(feed.deleted(message)));
  slack.on("ephemeral", (message) => screen.slack(feed.whispered(message)));
  const drawLab = createLabFeed((id) => lab.find(id));
  return {
    labEvent: (event) => screen.lab(drawLab(event)),
    typed: (user, channel, text) => screen.slack(feed.typed(userBy(user)?.id ?? user, slack.channel(channel).id, text)),
  };
}
