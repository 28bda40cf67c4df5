import type { DeliveryFailure } from "@perfecto-bot/pipeline";
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { ERROR_TABLE, type ErrorRow } from "./error-table.ts";
import type { Remedy } from "./remedies.ts";

/** What was attempted. */
export interface Attempt {
  /** The Web API method, such as `chat.postMessage`. */
  readonly method: string;
  readonly workspace: string;
  /** What it was done to, for people: a channel's id. */
  readonly target: string;
  /** The bot's name, for "/invite @…". */
  readonly botName: string;
}

/** Why a call failed. `remedies`: change the first that helps and try once more before the failure stands. */
export interface ExplainedError {
  readonly failure: DeliveryFailure;
  readonly remedies?: readonly Remedy[];
  /** Slack's code, where Slack answered at all. */
  readonly code?: string;
  /** Where in the blocks Slack found fault, as JSON pointers, where it says so. */
  readonly faults?: readonly string[];
}

/** The scope of a method's rate limit: Slack counts per method and workspace. */
export const rateScope = (workspace: string, method: string): string => `slack:${workspace}:${method}`;

/**
 * What a failed Web API call means. Pure.
 * Whatever does not prove that Slack did nothing is `ambiguous`: an answer of 500, a cut connection, an unreadable answer.
 * @see https://docs.slack.dev/apis/web-api/#evaluating_responses
 */
export function explainError(error: unknown, attempt: Attempt): ExplainedError {
  if (error instanceof WebAPIRateLimitedError) return { failure: rateLimited(attempt, error.retryAfter * 1000, "429") };
  if (error instanceof WebAPIPlatformError) return explainCode(error, attempt);
  if (error instanceof WebAPIHTTPError) return { failure: explainStatus(error.statusCode, attempt) };
  if (error instanceof WebAPIRequestError && neverSent(error.original))
    return { failure: { kind: "unreachable", detail: said(attempt, "no connection to Slack") } };
  return { failure: { kind: "ambiguous", detail: said(attempt, "the connection broke before Slack's answer") } };
}

type PlatformAnswer = WebAPIPlatformError["data"];

/** A code that is not in the table. */
const UNKNOWN: ErrorRow = { meaning: { kind: "refused", because: "Slack refused it" }, remedies: [] };

function explainCode({ data }: WebAPIPlatformError, attempt: Attempt): ExplainedError {
  const code = data.error;
  // A page of a proxy in between arrives as an "error code" as well.
  if (!/^[a-z0-9_.:-]{1,80}$/iu.test(code))
    return { failure: { kind: "ambiguous", detail: said(attempt, "Slack's answer could not be read") } };
  const row = (Object.hasOwn(ERROR_TABLE, code) ? ERROR_TABLE[code] : undefined) ?? UNKNOWN;
  return {
    code,
    faults: pointers(data),
    remedies: row.remedies,
    failure: explainMeaning(row.meaning, data, attempt),
  };
}

function explainMeaning(meaning: ErrorRow["meaning"], data: PlatformAnswer, attempt: Attempt): DeliveryFailure {
  const places = pointers(data).slice(0, 5).join(", ");
  const code = places === "" ? data.error : `${data.error}; ${places}`;
  const detail = (because: string): string => said(attempt, because, code);
  switch (meaning.kind) {
    case "ambiguous":
      return { kind: "ambiguous", detail: detail("Slack had trouble and may have done it") };
    case "later":
      return { kind: "unreachable", detail: detail(meaning.because) };
    case "rate-limited":
      return rateLimited(attempt, waitOf(data) ?? meaning.retryAfterMs, data.error);
    case "conversation-unavailable": {
      const needed = "needed" in data && typeof data.needed === "string" ? data.needed : "it asks for";
      const todo = meaning.todo.replace("{bot}", attempt.botName).replace("{scope}", needed);
      return { kind: meaning.kind, detail: detail(meaning.because), todo };
    }
    case "installation-dead":
      return {
        kind: meaning.kind,
        detail: detail(meaning.because),
        todo: "Install the app in the Slack workspace again, or set a valid bot token.",
      };
    case "target-gone":
    case "not-editable":
    case "refused":
      return { kind: meaning.kind, detail: detail(meaning.because) };
  }
}

function explainStatus(status: number, attempt: Attempt): DeliveryFailure {
  const detail = said(attempt, "Slack's answer was an error page", `HTTP ${status}`);
  return status >= 400 && status < 500 && status !== 408
    ? { kind: "unreachable", detail }
    : { kind: "ambiguous", detail };
}

function rateLimited(attempt: Attempt, retryAfterMs: number, code: string): DeliveryFailure {
  const detail = said(attempt, `Slack asks to wait ${Math.ceil(retryAfterMs / 1000)} s`, code);
  return { kind: "rate-limited", retryAfterMs, scope: rateScope(attempt.workspace, attempt.method), detail };
}

/** The cause first, for people; then, for whoever looks into it, what was attempted and what Slack answered. */
function said({ method, target }: Attempt, because: string, code?: string): string {
  return `${because} (${method} on ${target}${code === undefined ? "" : `: ${code}`})`;
}

function waitOf(data: PlatformAnswer): number | undefined {
  const seconds = data.response_metadata?.retryAfter;
  return seconds === undefined ? undefined : seconds * 1000;
}

/** Where Slack found fault with the blocks: "/blocks/1/text". The words around it could repeat a message's text. */
function pointers(data: PlatformAnswer): readonly string[] {
  return (data.response_metadata?.messages ?? []).flatMap(
    (message) => /\[json-pointer:([^\]\s]+)\]/u.exec(message)?.[1] ?? [],
  );
}

/**
 * Codes of a connection that was never made, so that no request left.
 * @see https://nodejs.org/api/errors.html#common-system-errors
 */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ENETDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Whether the request certainly never left: some cause in the chain says that there was no connection. */
function neverSent(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  if ("code" in error && typeof error.code === "string" && NEVER_SENT.has(error.code)) return true;
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.every((one) => neverSent(one, depth + 1));
  return neverSent(error.cause, depth + 1);
}
