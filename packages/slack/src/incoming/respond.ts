import { CALL_TIMEOUT_MS } from "../web-api/web-client-options.ts";

/** A message for a response_url. `response_type` is always said: Slack's default depends on the place. */
export interface ResponseMessage {
  readonly response_type: "ephemeral" | "in_channel";
  readonly replace_original: boolean;
  readonly text: string;
  readonly blocks: readonly object[];
  readonly thread_ts?: string;
}

/**
 * Answers by a response_url, which works even where the bot is no member: five times within 30 minutes.
 * Resolves to whether Slack took it; never rejects.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export async function respond(url: string, message: ResponseMessage): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...message, unfurl_links: false, unfurl_media: false }),
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
