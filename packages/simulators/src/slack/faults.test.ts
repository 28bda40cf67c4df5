import { expect, test, vi } from "vitest";
import { call, channel, post, start } from "./testing/drive-simulator.ts";

test("posts once a second and channel beyond a small burst, in simulated time", async () => {
  let now = 1_000_000;
  const slack = await start({ now: () => now });
  const send = (to = channel): Promise<Response> => post(slack, "chat.postMessage", { channel: to, text: "x" });
  for (let count = 0; count < 5; count += 1) expect((await send()).status).toBe(200);
  const refused = await send();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
  expect((await send("U00000QUINN")).status).toBe(200);
  now += 5_000;
  expect((await send()).status).toBe(200);
  expect(slack.channel(channel).messages).toHaveLength(6);
});

test("50 edits a minute and workspace; a scale loosens it, and it can be off", async () => {
  const slack = await start({ now: () => 1_000_000 });
  const { ts } = await call(slack, "chat.postMessage", { channel, text: "0" });
  const edit = async (): Promise<number> =>
    (await post(slack, "chat.update", { channel, ts: ts ?? "", text: "x" })).status;
  const statuses = await Promise.all(Array.from({ length: 51 }, edit));
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  slack.rateLimits.scale = Number.POSITIVE_INFINITY;
  expect(await edit()).toBe(200);
});

test("a scale of ten allows the next burst ten times sooner", async () => {
  let now = 1_000_000;
  const slack = await start({ now: () => now, rateLimits: { scale: 10 } });
  const send = (): Promise<Response> => post(slack, "chat.postMessage", { channel, text: "x" });
  for (let count = 0; count < 5; count += 1) await send();
  expect((await send()).status).toBe(429);
  now += 500;
  expect((await send()).status).toBe(200);
});

test("a lost answer was posted exactly once; a lost request never", async () => {
  const slack = await start();
  const fault = slack.faults.add({
    method: "chat.postMessage",
    when: (args) => args["text"] === "kept",
    behave: { kind: "lost-answer" },
  });
  slack.faults.add({
    method: "chat.postMessage",
    when: (args) => args["text"] === "gone",
    behave: { kind: "lost-request" },
  });
  await expect(call(slack, "chat.postMessage", { channel, text: "gone" })).rejects.toThrow("fetch failed");
  await expect(call(slack, "chat.postMessage", { channel, text: "kept" })).rejects.toThrow("fetch failed");
  expect(slack.channel(channel).messages.map(({ text }) => text)).toEqual(["kept"]);
  expect(slack.requests).toMatchObject([
    { ok: false, fault: "lost-request" },
    { ok: true, fault: "lost-answer", teamId: "T0SIMULATED" },
  ]);
  expect(fault.struck).toBe(1);
  expect(await call(slack, "chat.postMessage", { channel, text: "kept" })).toMatchObject({ ok: true });
});

test("answers every other scripted way", async () => {
  const slack = await start();
  const strike = async (behave: Parameters<typeof slack.faults.add>[0]["behave"]): Promise<Response> => {
    slack.faults.add({ method: "*", behave });
    return post(slack, "chat.postMessage", { channel, text: behave.kind });
  };
  expect((await strike({ kind: "status", status: 503 })).status).toBe(503);
  const limited = await strike({ kind: "rate-limited" });
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, null]);
  expect((await strike({ kind: "rate-limited", retryAfterS: 7 })).headers.get("retry-after")).toBe("7");
  expect(await (await strike({ kind: "error", error: "internal_error", accepted: true })).json()).toEqual({
    ok: false,
    error: "internal_error",
  });
  expect((await strike({ kind: "html" })).headers.get("content-type")).toContain("text/html");
  const redirect = await strike({ kind: "redirect", to: "http://127.0.0.1:9/" });
  expect([redirect.status, redirect.headers.get("location")]).toEqual([302, "http://127.0.0.1:9/"]);
  expect((await strike({ kind: "slow", delayMs: 1 })).status).toBe(200);
  slack.faults.add({ method: "chat.postMessage", behave: { kind: "hang-after-acceptance" } });
  const hanging = post(slack, "chat.postMessage", { channel, text: "hangs" });
  const lost = hanging.catch((error: unknown) => error);
  await vi.waitFor(() =>
    expect(slack.channel(channel).messages.map(({ text }) => text)).toEqual(["error", "slow", "hangs"]),
  );
  slack.cutConnections();
  expect(await lost).toBeInstanceOf(TypeError);
});
