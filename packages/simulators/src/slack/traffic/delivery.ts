import type { JsonObject, JsonValue } from "../json-value.ts";

/** Something Slack tells the app. */
export interface AppRequest {
  readonly kind: "event" | "command" | "interactive" | "options";
  /** The payload: an event envelope, a command's fields, or an interaction. */
  readonly body: JsonObject;
  /** Present where Slack tells it again. */
  readonly retry?: EventRetry;
}

/** That Slack tells an event again, and why. */
export interface EventRetry {
  /** 1 to 3. */
  readonly num: number;
  readonly reason: RetryReason;
}

/** @see https://docs.slack.dev/apis/events-api/#error-handling */
export type RetryReason =
  | "http_timeout"
  | "http_error"
  | "connection_failed"
  | "ssl_error"
  | "too_many_redirects"
  | "timeout"
  | "unknown_error";

/** What Slack saw of the app's answer. */
export interface Receipt {
  /** Whether the app acknowledged in time. */
  readonly acknowledged: boolean;
  /** Milliseconds of real time until the answer, or until Slack gave up. */
  readonly ackMs: number;
  /** Whether Slack gave up waiting: three seconds unless configured otherwise. */
  readonly timedOut: boolean;
  /** The HTTP status; absent in Socket Mode. */
  readonly status?: number;
  /** What the acknowledgement carried: JSON, or text where it was not JSON. */
  readonly payload?: JsonValue;
  /** Why nothing was sent at all, such as a bot that is not in the channel. */
  readonly notSent?: string;
  /** Why Slack would tell it again. */
  readonly failure?: RetryReason;
  /** The app forbade retries with `x-slack-no-retry: 1`. */
  readonly noRetry?: boolean;
}

/** One attempt to tell the app something. */
export interface Delivery extends AppRequest, Receipt {
  /** Milliseconds since the epoch, by the simulated clock. */
  readonly at: number;
}

/** A way to reach the app. */
export interface AppTransport {
  readonly send: (request: AppRequest, timeoutMs: number) => Promise<Receipt>;
}

/** A receipt for something that was never sent. */
export const notSent = (reason: string): Receipt => ({
  acknowledged: false,
  ackMs: 0,
  timedOut: false,
  notSent: reason,
});
