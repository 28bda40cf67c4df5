import { expect, test } from "vitest";
import { uploadAddress } from "./upload-address.ts";

const SIMULATED = "http://127.0.0.1:4000/api/";

test.each([
  ["https://files.slack.com/upload/v1/ABC", undefined],
  ["https://slack.com/upload/v1/ABC", undefined],
  ["https://files.slack.com/upload/v1/ABC", "https://www.slack.com/api/"],
  ["https://files.slack-gov.com/upload/v1/ABC", "https://slack-gov.com/api/"],
  ["http://127.0.0.1:4000/upload/v1/ABC", SIMULATED],
])("%s is Slack's where its API is %s", (address, apiUrl) => {
  expect(uploadAddress(address, apiUrl)?.href).toBe(address);
});

test.each([
  ["http://files.slack.com/upload/v1/ABC", undefined],
  ["https://files.slack.com:8443/upload", undefined],
  ["https://files.slack.com.evil.example/upload", undefined],
  ["https://evil.example/files.slack.com", undefined],
  ["https://me:secret@files.slack.com/upload", undefined],
  ["https://files.slack.com@evil.example/upload", undefined],
  ["https://files.slack.com/upload", SIMULATED],
  ["http://127.0.0.1:4001/upload", SIMULATED],
  ["http://169.254.169.254/latest", SIMULATED],
  ["file:///etc/passwd", undefined],
  ["upload/v1/ABC", undefined],
  ["", undefined],
])("%s is not, where its API is %s", (address, apiUrl) => {
  expect(uploadAddress(address, apiUrl)).toBeUndefined();
});
