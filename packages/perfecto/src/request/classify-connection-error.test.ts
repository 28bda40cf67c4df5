import { expect, it } from "vitest";
import { classifyConnectionError } from "./classify-connection-error.ts";

it.each([
  ["ENOTFOUND", "unreachable", true],
  ["ECONNREFUSED", "unreachable", true],
  ["ECONNRESET", "unreachable", true],
  ["UND_ERR_SOCKET", "unreachable", true],
  ["UND_ERR_CONNECT_TIMEOUT", "unreachable", true],
  ["UND_ERR_HEADERS_TIMEOUT", "unreachable", false],
  ["UND_ERR_BODY_TIMEOUT", "unreachable", false],
  ["UND_ERR_RES_EXCEEDED_MAX_SIZE", "not-json", false],
  ["HPE_INVALID_CONSTANT", "not-json", false],
  ["Z_DATA_ERROR", "not-json", false],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "unreachable", false],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "unreachable", false],
  ["UND_ERR_INVALID_ARG", "token-refused", false],
  ["SOMETHING_NEW", "unreachable", false],
])("%s is %s, passing: %s", (code, kind, passing) => {
  const error = Object.assign(new Error("secret words"), { code, data: "secret words" });
  const failure = classifyConnectionError(error);
  expect(failure).toMatchObject({ kind, passing });
  expect(JSON.stringify(failure)).not.toContain("secret words");
});

it.each([
  [new DOMException("secret words", "TimeoutError")],
  [new Error("secret words")],
  ["secret words"],
  [undefined],
  [null],
])("%s is unreachable", (error) => {
  const failure = classifyConnectionError(error);
  expect(failure).toMatchObject({ kind: "unreachable", passing: false });
  expect(JSON.stringify(failure)).not.toContain("secret words");
});
