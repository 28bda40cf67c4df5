import { expect, test } from "vitest";
import { readFormContext, writeFormContext } from "./form-context.ts";

test.each([
  { channelId: "C1" },
  { channelId: "C1", subject: "s1", threadTs: "1.2", responseUrl: "https://hooks.slack.com/commands/1" },
])("%j comes back as it went", (context) => {
  expect(readFormContext(writeFormContext(context))).toEqual(context);
});

test.each(["", "x", "null", "[]", "{}", '{"channelId":1}'])("%j is not ours", (text) => {
  expect(readFormContext(text)).toBeUndefined();
});
