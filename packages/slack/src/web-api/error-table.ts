/** What a vendor's error code means for a delivery. */
type Meaning =
  /** Slack may have carried it out although it says it failed. */
  | { readonly kind: "ambiguous" }
  /** Certainly not carried out; later may be better. */
  | { readonly kind: "later"; readonly because: string }
  | { readonly kind: "rate-limited"; readonly retryAfterMs: number }
  | { readonly kind: "target-gone"; readonly because: string }
  /** A person has to act. `{bot}` and `{scope}` in `todo` are filled in. */
  | { readonly kind: "conversation-unavailable"; readonly because: string; readonly todo: string }
  | { readonly kind: "installation-dead"; readonly because: string }
  | { readonly kind: "refused"; readonly because: string };

/** Something to change before the same call is made once more. Where pictures are shown, they go before "text-only" is tried. */
export type Remedy = "text-only" | "without-pictures" | "without-metadata" | "join-channel";

/** A row of the table: what the code means, and what may help first. */
export interface ErrorRow {
  readonly meaning: Meaning;
  readonly remedy?: Remedy;
}

const AMBIGUOUS: ErrorRow = { meaning: { kind: "ambiguous" } };
const INVITE = "Write /invite @{bot} in the channel.";
const ADMIN = "Ask a Slack administrator to let the app post here.";

const later = (because: string): ErrorRow => ({ meaning: { kind: "later", because } });
const gone = (because: string): ErrorRow => ({ meaning: { kind: "target-gone", because } });
const dead = (because: string): ErrorRow => ({ meaning: { kind: "installation-dead", because } });
const refused = (because: string): ErrorRow => ({ meaning: { kind: "refused", because } });
const unavailable = (because: string, todo: string, remedy?: Remedy): ErrorRow => ({
  meaning: { kind: "conversation-unavailable", because, todo },
  ...(remedy === undefined ? {} : { remedy }),
});
const tooRich = (because: string): ErrorRow => ({ meaning: { kind: "refused", because }, remedy: "text-only" });
const badMetadata: ErrorRow = {
  meaning: { kind: "refused", because: "Slack refused the message's metadata" },
  remedy: "without-metadata",
};

/**
 * Slack's error codes of the methods we call. A code that is not here means `refused`.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 * @see https://docs.slack.dev/reference/methods/chat.update#errors
 * @see https://docs.slack.dev/reference/methods/chat.postEphemeral#errors
 */
export const ERROR_TABLE: Readonly<Record<string, ErrorRow>> = {
  internal_error: AMBIGUOUS,
  fatal_error: AMBIGUOUS,
  service_unavailable: AMBIGUOUS,
  request_timeout: AMBIGUOUS,
  update_failed: AMBIGUOUS,

  ratelimited: { meaning: { kind: "rate-limited", retryAfterMs: 30_000 } },
  rate_limited: { meaning: { kind: "rate-limited", retryAfterMs: 30_000 } },
  message_limit_exceeded: { meaning: { kind: "rate-limited", retryAfterMs: 60_000 } },

  not_in_channel: unavailable("the bot is not a member of the channel", INVITE, "join-channel"),
  channel_not_found: unavailable("the channel does not exist, or it is private and the bot is not a member", INVITE),
  user_not_in_channel: unavailable(
    "the person is not a member of the channel",
    "Ask in a channel you are a member of.",
  ),
  is_archived: unavailable("the channel is archived", "Unarchive the channel, or remove the subscription."),
  is_inactive: unavailable("the channel is archived", "Unarchive the channel, or remove the subscription."),
  missing_scope: unavailable(
    "the app was not given a permission it needs",
    "Add the scope {scope} to the Slack app and install it again.",
  ),
  no_permission: unavailable("the workspace does not let the app post here", ADMIN),
  restricted_action: unavailable("a workspace setting keeps the app from posting here", ADMIN),
  restricted_action_read_only_channel: unavailable("the channel is read-only for the app", ADMIN),
  restricted_action_thread_only_channel: unavailable("the channel allows messages in threads only", ADMIN),
  restricted_action_non_threadable_channel: unavailable("the channel allows no threads", ADMIN),
  ekm_access_denied: unavailable("the workspace's administrators suspended posting", ADMIN),
  access_denied: unavailable("the workspace does not let the app post here", ADMIN),
  enterprise_is_restricted: unavailable("the organisation does not let the app post here", ADMIN),
  accesslimited: unavailable("access to this method is limited in the workspace", ADMIN),
  messages_tab_disabled: unavailable(
    "direct messages with the app are switched off",
    "Switch on the Messages tab in the Slack app's App Home settings.",
  ),
  team_access_not_granted: unavailable(
    "the organisation has not given the app to this workspace",
    "Ask an organisation administrator to add the app to the workspace.",
  ),

  team_added_to_org: later("the workspace is being moved into an organisation"),
  org_login_required: later("the workspace is being moved into an organisation"),
  external_channel_migrating: later("the shared channel is being moved"),

  account_inactive: dead("the app was removed from the workspace"),
  token_revoked: dead("the bot token was revoked"),
  token_expired: dead("the bot token has expired"),
  invalid_auth: dead("Slack does not accept the bot token"),
  not_authed: dead("the bot token is empty"),
  not_allowed_token_type: dead("the token is of another type than a bot token"),
  team_not_found: dead("the workspace does not exist"),

  message_not_found: gone("the message is no longer there"),
  cant_update_message: gone("the message is not the bot's own"),
  edit_window_closed: gone("the workspace no longer allows to edit a message of this age"),
  block_mismatch: gone("the message can no longer take this content"),
  no_dual_broadcast_content_update: gone("the message is also shown in the channel and cannot be edited"),
  thread_not_found: gone("the thread is no longer there"),
  cannot_reply_to_message: gone("the message allows no replies"),
  restricted_action_thread_locked: gone("the thread is locked"),

  invalid_blocks: tooRich("Slack refused the message's blocks"),
  invalid_blocks_format: tooRich("Slack refused the message's blocks"),
  invalid_attachments: tooRich("Slack refused the message's attachments"),
  msg_too_long: tooRich("the message is too long"),
  msg_blocks_too_long: tooRich("the message's blocks are too long"),
  no_text: tooRich("the message has no text"),
  too_many_attachments: refused("the message has too many attachments"),
  metadata_too_large: badMetadata,
  invalid_metadata_format: badMetadata,
  invalid_metadata_schema: badMetadata,
  metadata_must_be_sent_from_app: badMetadata,
};
