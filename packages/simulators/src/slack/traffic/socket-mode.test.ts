import { expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { channel, connectApp, start } from "../testing/drive-simulator.ts";

test("delivers a command, and shows the person what the acknowledgement says", async () => {
  const slack = await start();
  const { received, url } = await connectApp(slack, () => ({ text: "here you are" }));
  const receipt = await slack.command({ user: "quinn", channel, command: "/perfecto", text: "help" });
  expect(receipt).toMatchObject({ acknowledged: true, timedOut: false, payload: { text: "here you are" } });
  expect(received[1]).toMatchObject({
    type: "slash_commands",
    accepts_response_payload: true,
    payload: { command: "/perfecto", text: "help", channel_name: "mobile-qa" },
  });
  expect(slack.ephemerals(channel, "quinn")).toMatchObject([{ from: "app", text: "here you are" }]);
  const again = new WebSocket(url);
  await expect(new Promise((_, reject) => again.on("error", reject))).rejects.toThrow("401");
});

test("gives up after the time allowed, and says so to the person", async () => {
  const slack = await start({ acknowledgeWithinMs: 40 });
  await connectApp(slack, () => undefined);
  const receipt = await slack.command({ user: "quinn", channel, command: "/perfecto" });
  expect(receipt).toMatchObject({ acknowledged: false, timedOut: true });
  expect(slack.ephemerals(channel, "quinn")).toMatchObject([
    { from: "slack", text: expect.stringContaining("operation_timeout") },
  ]);
});

test("each payload goes to one connection; an unacknowledged event comes again", async () => {
  const slack = await start({ acknowledgeWithinMs: 40, eventRetryDelaysMs: [0] });
  const deaf = await connectApp(slack, () => undefined);
  const alert = await connectApp(slack, () => ({}));
  const receipt = await slack.mention({ user: "dana", channel, text: "failures" });
  expect(receipt.acknowledged).toBe(false);
  await vi.waitFor(() => expect(slack.deliveries).toHaveLength(2));
  expect(deaf.received).toHaveLength(2);
  expect(alert.received[1]).toMatchObject({
    type: "events_api",
    retry_attempt: 1,
    retry_reason: "timeout",
    payload: { event: { type: "app_mention", text: expect.stringMatching(/^<@\w+> failures$/) } },
  });
  const ids = slack.deliveries.map((delivery) => delivery.body["event_id"]);
  expect(ids[0]).toBe(ids[1]);
});

test("asks to reconnect, and drops", async () => {
  const slack = await start({ eventRetryDelaysMs: [] });
  const { received, socket } = await connectApp(slack, () => ({}));
  slack.socketMode.requestDisconnect("refresh_requested");
  await vi.waitFor(() => expect(received.at(-1)).toMatchObject({ type: "disconnect", reason: "refresh_requested" }));
  slack.socketMode.drop();
  await vi.waitFor(() => expect(socket.readyState).toBe(WebSocket.CLOSED));
  await vi.waitFor(() => expect(slack.socketMode.connected).toBe(0));
  const receipt = await slack.command({ user: "quinn", channel, command: "/perfecto" });
  expect(receipt).toMatchObject({ acknowledged: false, failure: "connection_failed" });
  expect(slack.ephemerals(channel, "quinn")).toMatchObject([{ text: expect.stringContaining("dispatch_failed") }]);
});
