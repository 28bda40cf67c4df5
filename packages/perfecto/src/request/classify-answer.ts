import { parseJson } from "../wire/parse-json.ts";
import type { LabFailure } from "./lab-failure.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";
import { readErrorMessages } from "./read-error-messages.ts";
import { kindOfVendorTexts } from "./vendor-texts.ts";

/** What was asked for; a 404 means something else for each. */
export type Subject = "executions" | "commands";

/** An HTTP answer, read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
  /** Where a redirect points. */
  readonly location: string | undefined;
}

/** A JSON value that is no error, or why there is none. */
export type Classified =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: LabFailure };

const passingStatuses = new Set([429, 502, 503, 504]);

/**
 * What an HTTP answer means. Facts come first (status, whether it is JSON); the lab's words decide only where the facts
 * do not: among 401 and 403 (bad token, or another lab's), and for error arrays with any other status. That a bad token
 * may answer 401, 403 or 500 was seen in clients (https://github.com/PerfectoCode/perfecto-mcp).
 */
export function classifyAnswer(answer: HttpAnswer, subject: Subject, nowMs: number): Classified {
  const { status } = answer;
  const value = parseJson(answer.text);
  const messages = readErrorMessages(value);
  const said = kindOfVendorTexts(messages ?? []);
  const fail = (kind: LabFailure["kind"], fact = factOf(answer, messages)): Classified => {
    const retryAfterMs = passingStatuses.has(status) ? parseRetryAfter(answer.retryAfter, nowMs) : undefined;
    const passing = passingStatuses.has(status) && (kind === "rate-limited" || kind === "unreachable");
    return { ok: false, failure: { kind, fact, passing, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } };
  };

  if (status >= 300 && status < 400) return fail("not-json", redirectFact(answer));
  if (status === 401 || status === 403) return fail(said === "wrong-lab" ? said : "token-refused");
  if (status === 429) return fail("rate-limited");
  if (said !== undefined) return fail(said);
  if (status >= 500) return fail("unreachable");
  if (status === 404 && subject === "commands") return fail("not-found");
  if (value === undefined) return fail("not-json");
  if (messages !== undefined || status >= 400) return fail("refused");
  return { ok: true, value };
}

function factOf(answer: HttpAnswer, messages: readonly string[] | undefined): string {
  return `HTTP ${answer.status}, ${messages ? `"${messages.join("; ")}"` : bodyFact(answer.text)}`;
}

function bodyFact(text: string): string {
  const start = text.trimStart();
  if (start === "") return "with an empty body";
  if (start.startsWith("<")) return "with a web page";
  return parseJson(text) === undefined ? "with a body that is no JSON" : "with JSON that names no error";
}

function redirectFact(answer: HttpAnswer): string {
  const host = URL.parse(answer.location ?? "", "http://same-host.invalid")?.host;
  const where = host === undefined || host === "same-host.invalid" ? "elsewhere on the same host" : `to ${host}`;
  return `HTTP ${answer.status}, a redirect ${where}, which is never followed`;
}
