import { fieldsOf, parseFields } from "../fields-of.ts";
import type { WireFailure } from "./wire-failure.ts";

/**
 * What an error thrown by the connector client means for the request. Pure. Reads fields, never messages.
 * Bodies are `{ error: { code } }`; an older form is `{ errorCode, message: "{…"subCode":…}" }`.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */
export function readWireFailure(error: unknown): WireFailure {
  const fields = fieldsOf(error);
  const status = fields["statusCode"];
  if (typeof status === "number" && status >= 400) {
    const response = fieldsOf(fields["response"]);
    const code = codeOf(response["bodyAsText"]) ?? plainCode(fields["code"]);
    const retryAfterMs = retryAfterOf(response["headers"]);
    return {
      kind: "answered",
      status,
      ...(code === undefined ? {} : { code }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    };
  }
  const never = neverSent(error);
  return never === undefined ? { kind: "lost" } : { kind: "never-sent", code: never };
}

/**
 * Codes of a connection that was never made, so that no request left.
 * @see https://nodejs.org/api/errors.html#common-system-errors
 */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
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

/** The code that proves that the request never left, looked for along the chain of causes. */
function neverSent(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  if ("code" in error && typeof error.code === "string" && NEVER_SENT.has(error.code)) return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) {
    const codes = error.errors.map((one) => neverSent(one, depth + 1));
    return codes.includes(undefined) ? undefined : codes[0];
  }
  return neverSent(error.cause, depth + 1);
}

function codeOf(bodyAsText: unknown): string | undefined {
  const body = fieldsOf(parseFields(bodyAsText));
  const inner = fieldsOf(parseFields(body["message"]));
  return plainCode(inner["subCode"]) ?? plainCode(fieldsOf(body["error"])["code"]) ?? plainCode(body["code"]);
}

/** A page of a proxy in between could put anything there. */
function plainCode(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z0-9_.-]{1,80}$/u.test(value) ? value : undefined;
}

function retryAfterOf(headers: unknown): number | undefined {
  const get = fieldsOf(headers)["get"];
  if (typeof get !== "function") return undefined;
  const said: unknown = get.call(headers, "retry-after");
  if (typeof said !== "string" || !/^\d+(?:\.\d+)?$/u.test(said.trim())) return undefined;
  return Math.ceil(Number(said) * 1000);
}
