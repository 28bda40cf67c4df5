import type { MessageDetails } from "../../wire/message-details.ts";
import type { MessageRef } from "../pane-props.ts";

/**
 * Fetches everything a message ever said.
 * @throws {Error} in one sentence, for a person to read
 */
export async function fetchDetails(message: MessageRef, signal: AbortSignal): Promise<MessageDetails> {
  const { chat, placeId, id } = message;
  const response = await fetch(`/api/${chat}/messages/${encodeURIComponent(placeId)}/${encodeURIComponent(id)}`, {
    signal,
  });
  if (!response.ok) throw new Error(`The playground does not know this message any more (${response.status}).`);
  const details: MessageDetails = await response.json();
  return details;
}
