import type { DeliveryFailure } from "@perfecto-bot/pipeline";
import { expect, test } from "vitest";
import { explainFailure, type Attempt } from "./explain-failure.ts";
import type { WireFailure } from "./wire-failure.ts";

const conversation = { channel: "teams", workspace: "T", id: "19:c@thread.tacv2" };

function answered(status: number, code?: string, retryAfterMs?: number): WireFailure {
  return {
    kind: "answered",
    status,
    ...(code === undefined ? {} : { code }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

type Row = readonly [call: Attempt["call"], wire: WireFailure, kind: DeliveryFailure["kind"], remedy?: string];

const ROWS: readonly Row[] = [
  ["post", answered(429, undefined, 7_000), "rate-limited"],
  ["edit", answered(429), "rate-limited"],
  ["edit", answered(412, "PreconditionFailed"), "rate-limited"],
  ["post", answered(500), "ambiguous"],
  ["post", answered(502), "ambiguous"],
  ["reply", answered(503), "ambiguous"],
  ["edit", answered(504), "ambiguous"],
  ["post", answered(408), "ambiguous"],
  ["post", { kind: "lost" }, "ambiguous"],
  ["post", { kind: "never-sent", code: "ECONNREFUSED" }, "unreachable"],
  ["post", { kind: "no-token", refused: false, detail: "HTTP 503" }, "unreachable"],
  ["post", { kind: "no-token", refused: true, detail: "invalid_client" }, "installation-dead"],
  ["post", { kind: "nowhere" }, "conversation-unavailable"],
  ["post", answered(401), "installation-dead", "new-token"],
  ["post", answered(403, "BotNotInConversationRoster"), "conversation-unavailable"],
  ["post", answered(404, "BotNotInConversationRoster"), "conversation-unavailable"],
  ["post", answered(403, "ConversationBlockedByUser"), "conversation-unavailable"],
  ["post", answered(403, "MessageWritesBlocked"), "conversation-unavailable"],
  ["post", answered(403, "BotDisabledByAdmin"), "installation-dead"],
  ["post", answered(403, "NewCode"), "conversation-unavailable"],
  ["post", answered(403), "conversation-unavailable"],
  ["post", answered(401, "BotNotRegistered"), "installation-dead"],
  ["post", answered(404, "ConversationNotFound"), "conversation-unavailable", "try-once-more"],
  ["reply", answered(404, "ConversationNotFound"), "target-gone", "try-once-more"],
  ["edit", answered(404), "target-gone", "try-once-more"],
  ["edit", answered(410), "target-gone"],
  ["post", answered(413, "MessageSizeTooBig"), "refused", "lighter"],
  ["post", answered(413), "refused", "lighter"],
  ["post", answered(400, "BadSyntax"), "refused", "plainer"],
  ["post", answered(405), "refused"],
  ["post", answered(403, "constructor"), "conversation-unavailable"],
];

test.each(ROWS.map(([call, wire, kind, remedy]) => ({ call, wire, kind, remedy })))(
  "$call: $wire means $kind",
  ({ call, wire, kind, remedy }) => {
    const explained = explainFailure(wire, { call, conversation });
    expect(explained.failure.kind).toBe(kind);
    expect(explained.remedy).toBe(remedy);
    expect(explained.failure.detail).toMatch(/\S+ .*19:c@thread\.tacv2/u);
    expect("todo" in explained.failure ? explained.failure.todo : "None.").toMatch(/\.$/u);
  },
);

test("a wait is as long as Teams says, for that conversation", () => {
  const attempt = { call: "post", conversation } as const;
  expect(explainFailure(answered(429, undefined, 7_000), attempt).failure).toMatchObject({
    retryAfterMs: 7_000,
    scope: "teams:T:19:c@thread.tacv2",
  });
  expect(explainFailure(answered(429), attempt).failure).toMatchObject({ retryAfterMs: 30_000 });
  expect(explainFailure(answered(412), attempt).failure).toMatchObject({ retryAfterMs: 2_000 });
});

test("a dead installation says what has to change before it lives again", () => {
  const attempt = { call: "post", conversation } as const;
  expect(explainFailure(answered(401), attempt).deadBy).toBe("credentials");
  expect(explainFailure(answered(403, "BotDisabledByAdmin"), attempt).deadBy).toBe("blocked");
});
