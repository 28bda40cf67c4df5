import { textOf } from "../draw/read-json.ts";
import type { Screen } from "../screen/screen.ts";
import type { World } from "../world/world.ts";
import { createLabFeed } from "./lab-feed.ts";
import { createSlackFeed } from "./slack-feed.ts";

/** Shows on a screen whatever happens in a world's simulated lab and Slack from now on. */
export function showWorld({ lab, slack, on }: Pick<World, "lab" | "slack" | "on">, screen: Screen): void {
  if (slack !== undefined) showSlack(slack, screen);
  if (lab === undefined) return;
  const draw = createLabFeed((id) => lab.find(id));
  on((happening) => {
    if (happening.kind === "lab") screen.lab(draw(happening.event));
  });
}

function showSlack(slack: NonNullable<World["slack"]>, screen: Screen): void {
  const { users, userGroups } = slack.workspace();
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
  slack.on("delivery", ({ kind, body }) => {
    if (kind !== "command") return;
    const words = `${textOf(body["command"])} ${textOf(body["text"])}`.trim();
    screen.slack(feed.typed(textOf(body["user_id"]), textOf(body["channel_id"]), words));
  });
}
