import { expect, test, vi } from "vitest";
import type { FaultBehaviour } from "./faults.ts";
import { activities, message, nightly, requestToken, startInstalled } from "./testing/drive-teams.ts";

test("a lost answer was posted exactly once; a lost request never", async () => {
  const { teams, client } = await startInstalled();
  const fault = teams.faults.add({
    operation: "send",
    when: ({ text }) => text.includes("kept"),
    behave: { kind: "lost-answer" },
  });
  teams.faults.add({ operation: "send", when: ({ text }) => text.includes("gone"), behave: { kind: "lost-request" } });
  teams.faults.add({ operation: "send", when: ({ text }) => text.includes("cut"), behave: { kind: "reset" } });
  for (const text of ["kept", "gone", "cut"])
    await expect(client.post(activities(nightly), message(text))).rejects.toThrow("fetch failed");
  expect(teams.channel(nightly).messages.map(({ text }) => text)).toEqual(["kept"]);
  expect(fault.struck).toBe(1);
  expect(teams.requests.slice(1)).toMatchObject([
    { ok: true, fault: "lost-answer" },
    { ok: false, fault: "lost-request" },
    { ok: false, fault: "reset" },
  ]);
  expect((await client.post(activities(nightly), message("kept"))).status).toBe(201);
  expect(teams.channel(nightly).messages).toHaveLength(2);
});

test("answers every other scripted way", async () => {
  const { teams, client } = await startInstalled();
  const strike = (behave: FaultBehaviour, text: string = behave.kind) => {
    teams.faults.add({ operation: "*", behave });
    return client.post(activities(nightly), message(text));
  };
  expect((await strike({ kind: "status", status: 503 })).status).toBe(503);
  expect((await strike({ kind: "status", status: 502, accepted: true }, "accepted 502")).status).toBe(502);
  const bare = await strike({ kind: "rate-limited" });
  expect([bare.status, bare.headers.get("retry-after")]).toEqual([429, null]);
  expect((await strike({ kind: "rate-limited", retryAfterS: 7 })).headers.get("retry-after")).toBe("7");
  const older = { kind: "error", status: 403, code: "MessageWritesBlocked", form: "older" } as const;
  expect(await strike(older)).toMatchObject({ status: 403, body: { errorCode: 209 } });
  expect(await strike({ kind: "error", status: 401, code: "BotNotRegistered" })).toMatchObject({
    status: 401,
    body: { error: { code: "BotNotRegistered" } },
  });
  const page = await strike({ kind: "html" });
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect((await strike({ kind: "slow", delayMs: 1 })).status).toBe(201);
  expect(teams.messages().map(({ text }) => text)).toEqual(["accepted 502", "slow"]);
});

test("hanging, with and without having done it", async () => {
  const { teams, client } = await startInstalled();
  teams.faults.add({ operation: "send", behave: { kind: "hang" } });
  teams.faults.add({ operation: "send", behave: { kind: "hang-after-acceptance" } });
  const first = client.post(activities(nightly), message("1")).catch((error: unknown) => error);
  await vi.waitFor(() => expect(teams.requests.at(-1)).toMatchObject({ fault: "hang", ok: false }));
  const second = client.post(activities(nightly), message("2")).catch((error: unknown) => error);
  await vi.waitFor(() => expect(teams.requests.at(-1)).toMatchObject({ fault: "hang-after-acceptance", ok: true }));
  expect(teams.messages().map(({ text }) => text)).toEqual(["2"]);
  // A write that only never answers holds its conversation no longer.
  expect((await client.post(activities(nightly), message("3"))).status).toBe(201);
  teams.cutConnections();
  expect([await first, await second]).toEqual([expect.any(TypeError), expect.any(TypeError)]);
});

test("a fault that was removed strikes no more, and tokens can fail too", async () => {
  const { teams, client } = await startInstalled();
  const fault = teams.faults.add({ operation: "send", times: Infinity, behave: { kind: "status", status: 500 } });
  expect((await client.post(activities(nightly), message("x"))).status).toBe(500);
  fault.remove();
  expect((await client.post(activities(nightly), message("x"))).status).toBe(201);
  teams.faults.add({ operation: "token", behave: { kind: "status", status: 503 } });
  expect((await requestToken(teams)).status).toBe(503);
  expect((await requestToken(teams)).status).toBe(200);
});
