import { CALL_TIMEOUT_MS } from "../web-api/web-client-options.ts";

/** A message for a response_url. `response_type` is always said: Slack's default depends on the place. */
export interface ResponseMessage {
  readonly response_type: "ephemeral" | "in_channel";
  readonly replace_original: boolean;
  readonly text: string;
  readonly blocks: readonly object[];
  readonly thread_ts?: string;
}

/** What Slack did with it. `refused`: certainly nothing; `code` says why, where Slack does. `unclear`: perhaps it shows it. */
export type ResponseOutcome =
  | { readonly kind: "shown" }
  | { readonly kind: "refused"; readonly code?: string }
  | { readonly kind: "unclear" };

/**
 * Answers by a response_url, which works even where the bot is no member: five times within 30 minutes. Never rejects.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export async function respond(url: string, message: ResponseMessage): Promise<ResponseOutcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...message, unfurl_links: false, unfurl_media: false }),
      redirect: "error",
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    if (response.ok || response.status >= 500) {
      await response.body?.cancel();
      return { kind: response.ok ? "shown" : "unclear" };
    }
    const code = errorOf(await response.text());
    return { kind: "refused", ...(code === undefined ? {} : { code }) };
  } catch {
    return { kind: "unclear" };
  }
}

/** Slack's error code: `{"ok":false,"error":"invalid_blocks"}`, or the code alone. */
function errorOf(body: string): string | undefined {
  return /"error"\s*:\s*"(\w+)"/u.exec(body)?.[1] ?? /^\w+$/u.exec(body.trim())?.[0];
}
