import type { JsonObject } from "../json-value.ts";

/** One call that reached the Web API, without its token. */
export interface LoggedRequest {
  /** Such as `chat.postMessage`. */
  readonly method: string;
  /** The workspace of the token, where the token is one of a workspace. */
  readonly teamId?: string;
  /** Milliseconds since the epoch, by the simulated clock. */
  readonly at: number;
  readonly args: Readonly<JsonObject>;
  /** Whether Slack did what was asked, even where the answer was lost. */
  readonly ok: boolean;
  /** Slack's error code, or the kind of scripted fault that came before any. */
  readonly error?: string;
  /** The scripted fault that struck. */
  readonly fault?: string;
  /** The HTTP status sent, if an answer was sent. */
  readonly status?: number;
  /** The Retry-After of an answer 429, in seconds. */
  readonly retryAfterS?: number;
}
