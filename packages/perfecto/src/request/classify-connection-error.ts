import type { LabFailure } from "./lab-failure.ts";

type Row = readonly [kind: LabFailure["kind"], fact: string, passing: boolean];

/**
 * Codes of Node (https://nodejs.org/api/errors.html#nodejs-error-codes) and undici
 * (https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md). Asking again helps where a connection was not
 * made or broke; after a time-out it would only keep others waiting.
 */
const rows = new Map<string, Row>([
  ["ENOTFOUND", ["unreachable", "the host name is unknown", true]],
  ["EAI_AGAIN", ["unreachable", "the name server did not answer", true]],
  ["ECONNREFUSED", ["unreachable", "the connection was refused", true]],
  ["ECONNRESET", ["unreachable", "the connection was reset", true]],
  ["EPIPE", ["unreachable", "the connection broke", true]],
  ["EHOSTUNREACH", ["unreachable", "there is no route to the host", true]],
  ["ENETUNREACH", ["unreachable", "there is no route to the network", true]],
  ["ETIMEDOUT", ["unreachable", "no connection was made in time", true]],
  ["UND_ERR_CONNECT_TIMEOUT", ["unreachable", "no connection was made in time", true]],
  ["UND_ERR_SOCKET", ["unreachable", "the connection broke before the answer ended", true]],
  ["UND_ERR_HEADERS_TIMEOUT", ["unreachable", "no answer began in time", false]],
  ["UND_ERR_BODY_TIMEOUT", ["unreachable", "the answer stopped midway", false]],
  ["UND_ERR_INVALID_ARG", ["token-refused", "the security token holds characters that no header may carry", false]],
  ["UND_ERR_RES_EXCEEDED_MAX_SIZE", ["not-json", "the answer is larger than any report page", false]],
  ["ERR_BUFFER_TOO_LARGE", ["not-json", "the answer is larger than any report page", false]],
]);

/**
 * What an error thrown by the HTTP client means. Only its name and code are read: its message and its members may
 * quote what was sent or received.
 */
export function classifyConnectionError(error: unknown): LabFailure {
  const code = memberText(error, "code");
  const row = rows.get(code);
  if (row) return { kind: row[0], fact: `${row[1]} (${code})`, passing: row[2] };
  if (memberText(error, "name") === "TimeoutError") {
    return { kind: "unreachable", fact: "the whole answer did not arrive in time", passing: false };
  }
  if (/^(?:HPE_|Z_)/u.test(code)) {
    return { kind: "not-json", fact: `the answer cannot be decoded (${code})`, passing: false };
  }
  if (/CERT|TLS|SSL|^EPROTO$/u.test(code)) {
    return { kind: "unreachable", fact: `no secure connection could be made (${code})`, passing: false };
  }
  const shown = code || memberText(error, "name") || "an unknown error";
  return { kind: "unreachable", fact: `the request broke off (${shown})`, passing: false };
}

function memberText(error: unknown, member: "code" | "name"): string {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, member) : undefined;
  return typeof value === "string" ? value : "";
}
