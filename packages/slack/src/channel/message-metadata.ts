import type { MessageMetadata } from "@slack/types";

const EVENT_TYPE = "perfecto_message";

/**
 * Written invisibly into every message, so that one of which the answer was lost can be recognised.
 * Visible to every app and person of the workspace, so it holds the message's key and nothing else.
 * @see https://docs.slack.dev/messaging/message-metadata
 */
export function messageMetadata(key: string): MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/** Whether a message's metadata is ours and has this key. */
export function hasKey(
  metadata: { readonly event_type?: string | undefined; readonly event_payload?: object | undefined } | undefined,
  key: string,
): boolean {
  if (metadata?.event_type !== EVENT_TYPE) return false;
  const payload = metadata.event_payload;
  return payload !== undefined && "key" in payload && payload.key === key;
}
