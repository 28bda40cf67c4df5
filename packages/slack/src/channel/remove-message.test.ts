import { expect, test } from "vitest";
import { sampleCard } from "../testing/sample-card.ts";
import { startWorld } from "../testing/start-world.ts";

const HERE = { channel: "slack", workspace: "T0SIMULATED", id: "C0MOBILE0QA" };

test("a second copy is found beside the first, and deleted; what is gone already counts as deleted", async () => {
  const { app, slack } = await startWorld();
  const request = { conversation: HERE, card: sampleCard("twice"), key: "k1", sinceMs: Date.now() };
  const [first, second] = [await app.channel.post(request), await app.channel.post(request)];
  if (first.kind !== "posted" || second.kind !== "posted") throw new Error("they are posted");
  expect(await app.channel.find(request)).toEqual({
    kind: "found",
    id: first.id,
    copies: [second.id],
  });
  expect(await app.channel.remove(HERE, second.id)).toEqual({ kind: "removed" });
  expect(slack.channel("mobile-qa").messages.map(({ ts }) => ts)).toEqual([first.id]);
  expect(await app.channel.remove(HERE, second.id)).toEqual({ kind: "removed" });
});

test("a message that may not be deleted is said to stand", async () => {
  const { app, slack } = await startWorld();
  slack.faults.add({ method: "chat.delete", behave: { kind: "error", error: "cant_delete_message" } });
  expect(await app.channel.remove(HERE, "1.2")).toMatchObject({ kind: "refused" });
  slack.faults.add({ method: "chat.delete", behave: { kind: "rate-limited", retryAfterS: 3 } });
  expect(await app.channel.remove(HERE, "1.2")).toMatchObject({ kind: "rate-limited", retryAfterMs: 3_000 });
  expect(await app.channel.remove({ ...HERE, workspace: "T0OTHER" }, "1.2")).toMatchObject({
    kind: "installation-dead",
  });
});
