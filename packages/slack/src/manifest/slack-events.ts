/** An event the app is subscribed to. */
export interface SlackEventSubscription {
  readonly event: string;
  readonly why: string;
  /** The scopes of which at least one is needed to receive it. */
  readonly scopes: readonly string[];
}

const CHANNELS = ["channels:read"];
const GROUPS = ["groups:read"];
const MEMBERS = ["channels:read", "groups:read"];
const row = (event: string, why: string, scopes: readonly string[]): SlackEventSubscription => ({ event, why, scopes });

/**
 * Every event the app listens to and what for. The manifest names the same ones.
 * @see https://docs.slack.dev/reference/events
 */
export const SLACK_EVENTS: readonly SlackEventSubscription[] = [
  row("app_mention", "somebody asks the bot in a channel", ["app_mentions:read"]),
  row("message.im", "somebody asks the bot in a direct message", ["im:history"]),
  row("app_uninstalled", "the installation is over", []),
  row("tokens_revoked", "the bot token is over", []),
  row("channel_archive", "pauses the channel's subscriptions", CHANNELS),
  row("channel_unarchive", "resumes them", CHANNELS),
  row("channel_rename", "keeps the name that people are shown", CHANNELS),
  row("channel_deleted", "ends the channel's subscriptions", CHANNELS),
  row("channel_left", "the bot was removed: pauses the channel's subscriptions", CHANNELS),
  row("channel_id_changed", "moves subscriptions when a channel becomes a shared one", MEMBERS),
  row("group_archive", "as channel_archive, for private channels", GROUPS),
  row("group_unarchive", "as channel_unarchive, for private channels", GROUPS),
  row("group_rename", "as channel_rename, for private channels", GROUPS),
  row("group_deleted", "as channel_deleted, for private channels", GROUPS),
  row("group_left", "as channel_left, for private channels", GROUPS),
  row("member_joined_channel", "the bot was invited: resumes the channel's subscriptions", MEMBERS),
  row("member_left_channel", "the bot left: pauses the channel's subscriptions", MEMBERS),
];
