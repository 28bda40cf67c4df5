import type { Delivery, LoggedRequest } from "@perfecto-bot/simulators/slack";
import { expect, it } from "vitest";
import { describeSlackDelivery } from "./describe-slack-delivery.ts";
import { describeSlackRequest, lookIn, lostPostIn } from "./describe-slack-request.ts";
import { plainSlackText } from "./plain-slack-text.ts";

const names = {
  now: () => 5,
  person: (id: string) => (id === "U1" ? "Quinn QA" : id),
  place: (id: string) => `#${id.toLowerCase()}`,
};
const call = (method: string, more: Partial<LoggedRequest> = {}): LoggedRequest => ({
  method,
  at: 1,
  args: { channel: "QA" },
  ok: true,
  ...more,
});
const lost = call("chat.postMessage", { fault: "lost-answer", error: "lost-answer" });

it.each<[string, LoggedRequest, string | undefined]>([
  ["a post that went well", call("chat.postMessage", { status: 200 }), undefined],
  ["a slow answer", call("chat.update", { status: 200, fault: "slow" }), undefined],
  [
    "a rate limit with its time",
    call("chat.update", { ok: false, error: "rate-limited", fault: "rate-limited", retryAfterS: 5 }),
    "Slack said: slow down, 5 s (an edit in #qa has to wait)",
  ],
  [
    "Slack's own rate limit",
    call("chat.postMessage", { ok: false, error: "ratelimited", status: 429 }),
    "Slack said: slow down (a post in #qa has to wait)",
  ],
  ["a lost answer", lost, "The answer to a post in #qa was lost after Slack had carried it out"],
  [
    "a lost call",
    call("chat.postMessage", { ok: false, fault: "lost-request" }),
    "Slack refused a post in #qa: lost request",
  ],
  [
    "a refusal",
    call("chat.update", { ok: false, status: 200, error: "message_not_found" }),
    "Slack refused an edit in #qa: message_not_found",
  ],
  ["a call nobody explains", { ...call("x.y", { ok: false, error: "z" }), args: {} }, "Slack refused the call x.y: z"],
  [
    "a look after a lost answer",
    call("conversations.history", { args: { channel: "LOST" }, status: 200 }),
    "looked up the post in #lost whose answer was lost, instead of posting it twice",
  ],
  ["a look without one", call("conversations.history", { status: 200 }), undefined],
])("describes %s", (_name, request, text) => {
  expect(describeSlackRequest(request, names, new Set(["LOST"]))?.text).toBe(text);
});

it("knows which channels have a post to look for", () => {
  expect(lostPostIn(lost)).toBe("QA");
  expect(lostPostIn(call("chat.update", { fault: "lost-answer" }))).toBeUndefined();
  expect(lostPostIn(call("chat.postMessage", { ok: false, fault: "lost-request" }))).toBeUndefined();
  expect(lookIn(call("conversations.replies"))).toBe("QA");
  expect(lookIn(call("conversations.replies", { ok: false }))).toBeUndefined();
});

const told = (kind: Delivery["kind"], body: Delivery["body"], acknowledged = true): Delivery => ({
  kind,
  body,
  acknowledged,
  ackMs: 1,
  timedOut: false,
  at: 1,
});
const user = { id: "U1" };

it.each<[string, Delivery, string | undefined]>([
  [
    "a slash command",
    told("command", {
      user_id: "U1",
      channel_id: "QA",
      command: "/perfecto",
      text: "help",
      response_url: "http://x/secret",
    }),
    "Quinn QA typed /perfecto help in #qa",
  ],
  [
    "a command without an answer",
    told("command", { user_id: "U1", channel_id: "QA", command: "/perfecto", text: "" }, false),
    "Quinn QA typed /perfecto in #qa; the service did not answer",
  ],
  [
    "a button",
    told("interactive", { type: "block_actions", user, actions: [{ text: { text: "Mute" } }] }),
    "Quinn QA pressed “Mute”",
  ],
  ["a menu", told("interactive", { type: "block_actions", user, actions: [{}] }), "Quinn QA chose something"],
  [
    "a form",
    told("interactive", { type: "view_submission", user, view: { title: { text: "Subscribe" } } }),
    "Quinn QA submitted the form “Subscribe”",
  ],
  ["a message, which is told of anyway", told("event", { event: { type: "app_mention" } }), undefined],
  [
    "a message that was not taken",
    told("event", { event: { type: "app_mention" } }, false),
    "Slack could not tell the service of app_mention; it tries again",
  ],
  ["typing in a menu", told("options", {}), undefined],
  ["what was never sent", { ...told("command", {}, false), notSent: "not installed" }, undefined],
])("describes %s", (_name, delivery, text) => {
  expect(describeSlackDelivery(delivery, names)?.text).toBe(text);
});

it.each([
  ["<@U1> in <#QA>", "@Quinn QA in #qa"],
  ["<https://lab/x|Nightly #7> &lt;ok&gt; &amp;amp;", "Nightly #7 <ok> &amp;"],
  ["<https://lab/x> <!here>", "https://lab/x @here"],
  ["<!date^1^{time}|12:00>", "12:00"],
])("reads %j", (text, plain) => {
  expect(plainSlackText(text, names)).toBe(plain);
});
