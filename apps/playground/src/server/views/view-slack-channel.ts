import type { Channel } from "@perfecto-bot/simulators/slack";
import type { SlackChannelView, SlackPersonView } from "../../wire/slack-state.ts";

/** A conversation. A direct message with the bot is called after the person. */
export function viewSlackChannel(
  { id, name, kind, members, archived }: Pick<Channel, "id" | "name" | "kind" | "members" | "archived">,
  people: readonly SlackPersonView[],
): SlackChannelView {
  const person = people.find((one) => !one.isBot && members.has(one.id));
  return { id, name: kind === "im" ? (person?.realName ?? name) : name, kind, members: [...members], archived };
}
