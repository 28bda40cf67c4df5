import { expect, test } from "vitest";
import { boltLogger } from "./bolt-logger.ts";
import { recordingLog } from "./testing/recording-log.ts";

test("bodies are never written, and neither are tokens or the properties of errors", () => {
  const log = recordingLog();
  const logger = boltLogger(log);
  logger.debug("http request body: the message");
  logger.error("failed with xoxb-1-2-abc and xapp-1-A-xyz", Object.assign(new Error("broken"), { headers: "xoxb-9" }), {
    token: "xoxb-7",
  });
  expect(log.lines).toEqual([
    {
      level: "error",
      fields: { from: "slack-sdk" },
      message: "failed with [secret] and [secret] Error: broken [object]",
    },
  ]);
});
