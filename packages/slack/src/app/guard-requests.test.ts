import { connect } from "node:net";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { startWorld, type World } from "../testing/start-world.ts";

const message = (id: string): string =>
  JSON.stringify({
    type: "event_callback",
    team_id: "T0SIMULATED",
    event_id: id,
    event_time: 1,
    event: { type: "message", channel_type: "im", channel: "D1", user: "U1", text: "status", ts: "1.1" },
  });

const post = async (world: World, request: RequestInit): Promise<number> => {
  const response = await fetch(`${world.url}/slack/events`, request);
  await response.text();
  return response.status;
};

const nowS = (): number => Math.floor(Date.now() / 1000);

describe("requests that are refused", () => {
  test.each([
    { name: "signed with another secret", request: { secret: "another" } },
    { name: "six minutes old", request: { timestampS: nowS() - 360 } },
    { name: "six minutes ahead", request: { timestampS: nowS() + 360 } },
    { name: "a day ahead", request: { timestampS: nowS() + 86_400 } },
  ])("$name", async ({ request }) => {
    const world = await startWorld();
    expect(await post(world, world.slack.signedRequest({ body: message("Ev1"), ...request }))).toBe(401);
    expect(world.desk.heard).toEqual([]);
  });

  test.each(["x-slack-signature", "x-slack-request-timestamp"])("without %s", async (header) => {
    const world = await startWorld();
    const signed = world.slack.signedRequest({ body: message("Ev1") });
    const headers = Object.fromEntries(Object.entries(signed.headers).filter(([name]) => name !== header));
    expect(await post(world, { ...signed, headers })).toBe(401);
  });

  test("with a body that was changed", async () => {
    const world = await startWorld();
    const signed = world.slack.signedRequest({ body: message("Ev1") });
    expect(await post(world, { ...signed, body: message("Ev2") })).toBe(401);
  });

  test("sent a second time", async () => {
    const world = await startWorld();
    const signed = world.slack.signedRequest({ body: message("Ev1") });
    expect(await post(world, signed)).toBe(200);
    expect(await post(world, signed)).toBe(401);
    await expect.poll(() => world.desk.heard).toHaveLength(1);
  });

  test("sent a second time as if Slack tried again: taken, but not handled twice", async () => {
    const world = await startWorld();
    const signed = world.slack.signedRequest({ body: message("Ev1") });
    expect(await post(world, signed)).toBe(200);
    const headers = { ...signed.headers, "x-slack-retry-num": "1" };
    expect(await post(world, { ...signed, headers })).toBe(200);
    expect(await world.app.stop(1000)).toBe(true);
    expect(world.desk.heard).toHaveLength(1);
  });

  test("a forged request leaves no trace that a real one could meet", async () => {
    const world = await startWorld();
    const signed = world.slack.signedRequest({ body: message("Ev1") });
    expect(await post(world, { ...signed, body: message("Ev2") })).toBe(401);
    expect(await post(world, signed)).toBe(200);
  });

  test("ten megabytes, before they were read", async () => {
    const world = await startWorld();
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      "POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\n\r\n{",
    );
    const [head] = await once(socket, "data");
    expect(String(head)).toMatch(/^HTTP\/1\.1 413 /u);
    socket.destroy();
  });

  test("more than a megabyte that does not say how long it is", async () => {
    const world = await startWorld();
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.write("POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    const chunk = Buffer.alloc(300_000, "x");
    for (let sent = 0; sent < 4; sent++) {
      socket.write(`${chunk.length.toString(16)}\r\n`);
      socket.write(chunk);
      socket.write("\r\n");
    }
    const [head] = await once(socket, "data");
    expect(String(head)).toMatch(/^HTTP\/1\.1 413 /u);
    socket.destroy();
  });

  test("any, while the service is stopping", async () => {
    const world = await startWorld();
    await world.app.stop(100);
    expect(await post(world, world.slack.signedRequest({ body: message("Ev1") }))).toBe(503);
  });
});

test("while the memory of signatures cannot be asked, whoever asks is heard all the same, and told", async () => {
  const world = await startWorld({ once: { first: () => Promise.reject(new Error("no Redis")) } });
  expect(await post(world, world.slack.signedRequest({ body: message("Ev1") }))).toBe(200);
  await world.app.stop(1000);
  expect(world.desk.heard).toHaveLength(1);
});

test("Slack's check of the address is answered", async () => {
  const world = await startWorld();
  const body = JSON.stringify({ type: "url_verification", challenge: "abc" });
  const response = await fetch(`${world.url}/slack/events`, world.slack.signedRequest({ body }));
  expect(await response.json()).toEqual({ challenge: "abc" });
});
