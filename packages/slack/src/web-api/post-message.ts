import type { ChatPostMessageArguments, ChatPostMessageResponse } from "@slack/web-api";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";

/**
 * Posts, and unfurls nothing: a lab's links would show a login page.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
export function postMessage(
  { client }: SlackWorkspace,
  message: ChatPostMessageArguments,
): Promise<ChatPostMessageResponse> {
  const { postMessage: post } = client.chat;
  return post({ ...message, unfurl_links: false, unfurl_media: false });
}
