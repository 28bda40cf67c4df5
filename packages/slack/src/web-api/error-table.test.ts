import { describe, expect, test } from "vitest";
import { ERROR_TABLE } from "./error-table.ts";

/**
 * Every code that Slack publishes for the calls that post, edit and look up.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage#errors
 * @see https://docs.slack.dev/reference/methods/chat.update#errors
 * @see https://docs.slack.dev/reference/methods/chat.postEphemeral#errors
 * @see https://docs.slack.dev/reference/methods/conversations.history#errors
 * @see https://docs.slack.dev/reference/methods/files.upload#errors
 */
const PUBLISHED = `
  access_denied accesslimited account_inactive agent_prompt_display_not_allowed app_access_restricted
  as_user_not_supported attachment_payload_limit_exceeded block_mismatch cannot_reply_to_message cant_broadcast_message
  cant_update_message channel_not_found deprecated_endpoint draft_already_deleted draft_already_sent draft_has_conflict
  draft_not_found duplicate_channel_not_found duplicate_message_not_found edit_window_closed ekm_access_denied
  enterprise_is_restricted external_channel_migrating fatal_error internal_error invalid_arg_name invalid_arguments
  invalid_array_arg invalid_attachments invalid_auth invalid_blocks invalid_blocks_format invalid_charset invalid_cursor
  invalid_form_data invalid_limit invalid_metadata_filter_keys invalid_metadata_format invalid_metadata_schema
  invalid_post_type invalid_ts_latest invalid_ts_oldest is_archived is_bot is_inactive markdown_text_conflict
  message_limit_exceeded message_not_found messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large
  method_deprecated missing_file_data missing_post_type missing_scope msg_blocks_too_long msg_too_long
  no_dual_broadcast_content_update no_permission no_text not_allowed_token_type not_authed not_in_channel
  org_login_required posting_to_general_channel_denied rate_limited ratelimited request_timeout restricted_action
  restricted_action_non_threadable_channel restricted_action_read_only_channel restricted_action_thread_locked
  restricted_action_thread_only_channel send_on_behalf_not_allowed service_unavailable
  slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked
  streaming_state_conflict team_access_not_granted team_added_to_org team_not_found thread_not_found token_expired
  token_revoked too_many_attachments too_many_contact_cards two_factor_setup_required unknown_method update_failed
  user_not_in_channel
`
  .trim()
  .split(/\s+/u);

test.each(PUBLISHED)("%s has a row", (code) => {
  expect(Object.hasOwn(ERROR_TABLE, code)).toBe(true);
});

describe("rows", () => {
  const rows = Object.entries(ERROR_TABLE);

  test("name no remedy twice", () => {
    for (const [, { remedies }] of rows) expect(new Set(remedies).size).toBe(remedies.length);
  });

  test("what needs a person says what to do, in whole sentences", () => {
    const todos = rows.flatMap(([, { meaning }]) =>
      meaning.kind === "conversation-unavailable" ? [meaning.todo] : [],
    );
    expect(todos.length).toBeGreaterThan(10);
    for (const todo of todos) expect(todo).toMatch(/^[A-Z].*\.$/u);
  });

  test("what may have been carried out is never made again in another form", () => {
    const unsure = rows.filter(([, { meaning }]) => meaning.kind === "ambiguous");
    expect(unsure.flatMap(([, { remedies }]) => remedies)).toEqual([]);
  });
});
