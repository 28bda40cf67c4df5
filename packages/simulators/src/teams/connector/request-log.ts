import type { JsonValue } from "../../slack/json-value.ts";
import type { ConnectorCall } from "./connector-call.ts";

/** One call that reached the connector or the token endpoint, without tokens and secrets. */
export interface LoggedRequest extends Pick<
  ConnectorCall,
  "operation" | "method" | "path" | "conversationId" | "activityId"
> {
  /** Milliseconds since the epoch, by the simulated clock. */
  readonly at: number;
  /** What was sent; absent for token requests. */
  readonly body?: JsonValue;
  /** Whether Teams did what was asked, even where the answer was lost. */
  readonly ok: boolean;
  /** The error code of the answer, where it was an error. */
  readonly error?: string;
  /** The scripted fault that struck. */
  readonly fault?: string;
  /** The HTTP status sent, if an answer was sent. */
  readonly status?: number;
  /** The Retry-After of an answer 429, in seconds. */
  readonly retryAfterS?: number;
}
