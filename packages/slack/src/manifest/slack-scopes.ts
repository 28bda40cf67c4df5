/** A permission of the bot token. */
export interface SlackScope {
  readonly scope: string;
  readonly why: string;
  /** The bot works without it; the administrator may leave it out. */
  readonly optional: boolean;
}

const needed = (scope: string, why: string): SlackScope => ({ scope, why, optional: false });
const extra = (scope: string, why: string): SlackScope => ({ scope, why, optional: true });

/**
 * Every scope the app asks for and what for. The manifest names the same ones.
 * @see https://docs.slack.dev/reference/scopes
 */
export const SLACK_SCOPES: readonly SlackScope[] = [
  needed("chat:write", "posts and edits cards, answers people"),
  needed("commands", "the /perfecto command"),
  needed("app_mentions:read", "answers @Perfecto"),
  needed("im:history", "answers direct messages"),
  needed("im:write", "tells one person privately that a subscription had to be paused"),
  needed("channels:read", "learns that a public channel was archived, renamed, deleted or left"),
  needed("groups:read", "learns the same of private channels the bot is in"),
  extra("chat:write.public", "posts to public channels without being invited first"),
  extra(
    "channels:join",
    "joins a subscribed public channel in which it may not post, or look for a message, otherwise",
  ),
  extra(
    "channels:history",
    "looks whether a message was posted when Slack's answer was lost; without it such a message is posted again",
  ),
  extra("groups:history", "looks up lost messages in private channels the bot is in"),
  extra(
    "files:write",
    "uploads the pictures that answers show, charts of their numbers; without it answers go without pictures",
  ),
  extra("users:read", "reads times such as yesterday in the time zone of the person who asks; without it in UTC"),
];
