import type { Remedy } from "./remedies.ts";

/** What a vendor's error code means for a delivery. */
type Meaning =
  /** Slack may have carried it out although it says it failed. */
  | { readonly kind: "ambiguous" }
  /** Certainly not carried out; later may be better. */
  | { readonly kind: "later"; readonly because: string }
  | { readonly kind: "rate-limited"; readonly retryAfterMs: number }
  | { readonly kind: "target-gone"; readonly because: string }
  /** The message stands and cannot be edited. */
  | { readonly kind: "not-editable"; readonly because: string }
  /** A person has to act. `{bot}` and `{scope}` in `todo` are filled in. */
  | { readonly kind: "conversation-unavailable"; readonly because: string; readonly todo: string }
  | { readonly kind: "installation-dead"; readonly because: string }
  | { readonly kind: "refused"; readonly because: string };

/** A row of the table: what the code means, and what may help first, in the order in which it is tried. */
export interface ErrorRow {
  readonly meaning: Meaning;
  readonly remedies: readonly Remedy[];
}

const INVITE = "Write /invite @{bot} in the channel.";
const ADMIN = "Ask a Slack administrator to let the app post here.";

const row = (meaning: Meaning, ...remedies: Remedy[]): ErrorRow => ({ meaning, remedies });
const AMBIGUOUS = row({ kind: "ambiguous" });
const rateLimited = (retryAfterMs: number): ErrorRow => row({ kind: "rate-limited", retryAfterMs });
const later = (because: string): ErrorRow => row({ kind: "later", because });
const gone = (because: string): ErrorRow => row({ kind: "target-gone", because });
const notEditable = (because: string): ErrorRow => row({ kind: "not-editable", because });
const dead = (because: string): ErrorRow => row({ kind: "installation-dead", because });
const refused = (because: string, ...remedies: Remedy[]): ErrorRow => row({ kind: "refused", because }, ...remedies);
const unavailable = (because: string, todo: string, ...remedies: Remedy[]): ErrorRow =>
  row({ kind: "conversation-unavailable", because, todo }, ...remedies);
const tooLarge = (because: string): ErrorRow => refused(because, "without-pictures", "smaller", "text-only");
const tooRich = (because: string): ErrorRow => refused(because, "without-pictures", "text-only");
const badMetadata = refused("Slack refused the message's metadata", "without-metadata");
const ourMistake = refused("Slack does not understand the call");
const noDraft = refused("Slack takes the message for a draft");
const notInConnect = (what: string): ErrorRow => refused(`the organisation does not let ${what} into shared channels`);

/**
 * Slack's error codes of the methods we call. A code that is not here means `refused`: a person has to look at it.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 * @see https://docs.slack.dev/reference/methods/chat.update#errors
 * @see https://docs.slack.dev/reference/methods/chat.postEphemeral#errors
 * @see https://docs.slack.dev/reference/methods/conversations.history#errors
 */
export const ERROR_TABLE: Readonly<Record<string, ErrorRow>> = {
  internal_error: AMBIGUOUS,
  fatal_error: AMBIGUOUS,
  service_unavailable: AMBIGUOUS,
  request_timeout: AMBIGUOUS,
  update_failed: AMBIGUOUS,

  ratelimited: rateLimited(30_000),
  rate_limited: rateLimited(30_000),
  message_limit_exceeded: rateLimited(60_000),

  not_in_channel: unavailable("the bot is not a member of the channel", INVITE, "join-channel"),
  channel_not_found: unavailable("the channel does not exist, or it is private and the bot is not a member", INVITE),
  // About a message id of Slack's own making, which the bot never sends; what it says is that the channel is wrong.
  duplicate_channel_not_found: unavailable(
    "Slack does not know the channel",
    "Say something to the bot in the channel, or subscribe in another one.",
  ),
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
  // One setting forbids posting, another @here alone, with the same code:
  // https://github.com/slackhq/slack-api-docs/issues/85
  restricted_action: unavailable(
    "a workspace setting keeps the app from posting here",
    ADMIN,
    "without-everybody",
    "without-people",
    "without-channel-copy",
  ),
  restricted_action_read_only_channel: unavailable("the channel is read-only for the app", ADMIN),
  restricted_action_thread_only_channel: unavailable("the channel allows messages in threads only", ADMIN),
  restricted_action_non_threadable_channel: unavailable("the channel allows no threads", ADMIN, "without-thread"),
  posting_to_general_channel_denied: unavailable(
    "an administrator restricted who may post in the general channel",
    "Ask a Slack administrator to let the app post in the general channel, or subscribe in another one.",
  ),
  ekm_access_denied: unavailable("the workspace's administrators suspended posting", ADMIN),
  access_denied: unavailable("the workspace does not let the app post here", ADMIN),
  app_access_restricted: unavailable("the workspace restricts the app's access", ADMIN),
  enterprise_is_restricted: unavailable("the organisation does not let the app post here", ADMIN),
  accesslimited: unavailable("access to this method is limited in the workspace", ADMIN),
  two_factor_setup_required: unavailable("the workspace asks for two-factor authentication first", ADMIN),
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
  streaming_state_conflict: later("the message is being written by somebody else"),

  account_inactive: dead("the app was removed from the workspace"),
  token_revoked: dead("the bot token was revoked"),
  token_expired: dead("the bot token has expired"),
  invalid_auth: dead("Slack does not accept the bot token"),
  not_authed: dead("the bot token is empty"),
  not_allowed_token_type: dead("the token is of another type than a bot token"),
  is_bot: dead("the token is of another type than a bot token"),
  team_not_found: dead("the workspace does not exist"),

  message_not_found: gone("the message is no longer there"),
  thread_not_found: gone("the thread is no longer there"),

  cant_update_message: notEditable("the message is not the bot's own any more"),
  edit_window_closed: notEditable("the workspace no longer allows to edit a message of this age"),
  message_not_editable: notEditable("the workspace does not allow to edit the message"),
  no_dual_broadcast_content_update: notEditable("the message is also shown in the channel and cannot be edited"),
  block_mismatch: refused("the message cannot take this content"),

  cannot_reply_to_message: refused("the message allows no replies", "without-thread"),
  // Whoever locked it meant that: nothing is said around the lock.
  restricted_action_thread_locked: refused("an administrator locked the thread"),
  cant_broadcast_message: refused("the reply may not be shown in the channel", "without-channel-copy"),

  invalid_blocks: tooRich("Slack refused the message's blocks"),
  invalid_blocks_format: tooRich("Slack refused the message's blocks"),
  invalid_attachments: tooRich("Slack refused the message's attachments"),
  invalid_arguments: tooRich("Slack refused some part of the message"),
  missing_file_data: tooRich("Slack does not know a file of the message"),
  slack_connect_file_link_sharing_blocked: refused(
    "the organisation does not let files into shared channels",
    "without-pictures",
  ),
  no_text: tooRich("the message has no text"),
  msg_too_long: tooLarge("the message is too long"),
  msg_blocks_too_long: tooLarge("the message's blocks are too long"),
  attachment_payload_limit_exceeded: tooLarge("the message is too large"),
  too_many_attachments: refused("the message has too many attachments"),
  too_many_contact_cards: refused("the message has too many contact cards"),
  metadata_too_large: badMetadata,
  invalid_metadata_format: badMetadata,
  invalid_metadata_schema: badMetadata,
  metadata_must_be_sent_from_app: badMetadata,

  slack_connect_canvas_sharing_blocked: notInConnect("canvases"),
  slack_connect_lists_sharing_blocked: notInConnect("lists"),
  agent_prompt_display_not_allowed: refused("the app may not show prompts"),
  send_on_behalf_not_allowed: refused("the app may not post in somebody's name"),
  as_user_not_supported: ourMistake,
  markdown_text_conflict: ourMistake,
  duplicate_message_not_found: refused("Slack does not know the message that this one should repeat"),
  draft_already_deleted: noDraft,
  draft_already_sent: noDraft,
  draft_has_conflict: noDraft,
  draft_not_found: noDraft,
  invalid_arg_name: ourMistake,
  invalid_array_arg: ourMistake,
  invalid_charset: ourMistake,
  invalid_form_data: ourMistake,
  invalid_post_type: ourMistake,
  missing_post_type: ourMistake,
  invalid_cursor: ourMistake,
  invalid_limit: ourMistake,
  invalid_metadata_filter_keys: ourMistake,
  invalid_ts_latest: ourMistake,
  invalid_ts_oldest: ourMistake,
  deprecated_endpoint: refused("Slack no longer has this call: the bot has to be brought up to date"),
  method_deprecated: refused("Slack no longer has this call: the bot has to be brought up to date"),
  unknown_method: refused("Slack no longer has this call: the bot has to be brought up to date"),
};
