import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { textOf } from "../draw/read-json.ts";
import { applyEvent } from "../wire/apply-event.ts";
import type { PlaygroundEvent } from "../wire/playground-event.ts";
import type { PlaygroundState } from "../wire/playground-state.ts";
import { startServer } from "./start-server.ts";
import { rawRequest } from "./testing/raw-request.ts";
import { type Listening, readEvents } from "./testing/read-events.ts";
import { type QuietWorld, startQuietWorld } from "./testing/start-quiet-world.ts";

const quinn = "U00000QUINN";
const mobileQa = "C0MOBILE0QA";
const patient = { timeout: 60_000, interval: 20 };

async function makePage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "page-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "page/assets"), { recursive: true });
  await writeFile(join(folder, "page/index.html"), "<!doctype html><title>perfecto-bot</title>");
  await writeFile(join(folder, "page/assets/app-1a2b.js"), "export {};");
  await writeFile(join(folder, "secret.txt"), "not for everybody");
  return join(folder, "page");
}

async function serve(world: QuietWorld) {
  const server = await startServer({ world, page: await makePage(), port: 0 });
  onTestFinished(() => server.stop().catch(() => undefined));
  return server;
}

/** What a page shows after everything it heard. */
function shownBy({ events }: Listening): PlaygroundState {
  const [first, ...later] = events;
  if (first?.kind !== "state") throw new TypeError("the state did not come first");
  return later.reduce(applyEvent, first.state);
}

const ofKind = <Kind extends PlaygroundEvent["kind"]>({ events }: Listening, kind: Kind) =>
  events.filter((event): event is Extract<PlaygroundEvent, { readonly kind: Kind }> => event.kind === kind);

async function post(url: string, action: unknown) {
  const response = await fetch(`${url}api/act`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(action),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}

it("serves the page's own files, with their types, and nothing else", async () => {
  const world = await startQuietWorld();
  const { url } = await serve(world);
  const index = await rawRequest(url, { path: "/?from=terminal" });
  expect(index).toMatchObject({ status: 200, body: "<!doctype html><title>perfecto-bot</title>" });
  expect(index.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  const policy = index.headers["content-security-policy"];
  expect(policy).toContain(
    `default-src 'self'; img-src 'self' data: ${world.lab.baseUrl}; style-src 'self' 'unsafe-inline'`,
  );
  expect(policy).toContain("connect-src 'self'; frame-ancestors 'none'");
  const script = await rawRequest(url, { path: "/assets/app-1a2b.js" });
  expect(script.headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
  expect(await rawRequest(url, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  const outside = [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/../../secret.txt",
    "//secret.txt",
    "/\\..\\secret.txt",
    "/%00",
    "/%",
  ];
  for (const path of outside) {
    const answer = await rawRequest(url, { path });
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.body).not.toContain("not for everybody");
  }
});

it("answers its own page only, and takes no more than it needs", async () => {
  const { url } = await serve(await startQuietWorld());
  const host = new URL(url).host;
  const json = { "content-type": "application/json" };
  const action = JSON.stringify({ kind: "late-result" });
  const statusOf = async (request: Parameters<typeof rawRequest>[1]) => (await rawRequest(url, request)).status;

  expect(await statusOf({ headers: { host: "evil.example" } })).toBe(403);
  expect(await statusOf({ path: "/api/events", headers: { host, origin: "http://evil.example" } })).toBe(403);
  const foreign = { ...json, host, origin: "http://evil.example" };
  expect(await statusOf({ method: "POST", path: "/api/act", headers: foreign, body: action })).toBe(403);
  expect(await statusOf({ method: "POST", path: "/api/act", headers: { host }, body: action })).toBe(415);
  const own = { ...json, host, origin: `http://${host}` };
  expect(await statusOf({ method: "POST", path: "/api/act", headers: own, body: action })).toBe(200);
  const large = await rawRequest(url, { method: "POST", path: "/api/act", headers: own, body: "x".repeat(300_000) });
  expect(large.status).toBe(413);
  expect(JSON.parse(large.body)).toEqual({ ok: false, message: "An action has at most 256 KB." });
  const odd = await post(url, { kind: "set-speed", speed: 0 });
  expect(odd).toMatchObject({ status: 400, answer: { ok: false, message: expect.stringContaining("(speed)") } });
  expect((await rawRequest(url, { method: "POST", path: "/api/act", headers: own, body: "{" })).status).toBe(400);
});

it("says in one sentence that its port is taken", async () => {
  const world = await startQuietWorld();
  const first = await serve(world);
  const port = Number(new URL(first.url).port);
  await expect(startServer({ world, page: await makePage(), port })).rejects.toMatchObject({
    name: "WorldError",
    kind: "port-taken",
    message: `Port ${port} is used by another program: give the page another one with --port.`,
  });
});

it("tells the state first, then what changes", async () => {
  const world = await startQuietWorld();
  const { slack, slackApi, teams, play } = world;
  const { url } = await serve(world);
  await slackApi("chat.postMessage", { channel: mobileQa, text: "before" });

  const page = await readEvents(url);
  expect(page.response.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
  await vi.waitFor(() => expect(page.events).not.toHaveLength(0), patient);
  const first = shownBy(page);
  expect(first.slack.messages.map(({ text }) => text)).toEqual(["before"]);
  expect(first.lab.builds).toHaveLength(4);
  expect(first.lab.jobs[0]).toBe("Mobile Banking Regression");
  expect(first.teams.places.map(({ name, hasBot }) => `${name} ${hasBot}`)).toEqual([
    "General true",
    "mobile-qa true",
    "releases true",
    "Release crew false",
    "Quinn QA true",
  ]);

  const { ts = "" } = await slackApi("chat.postMessage", { channel: mobileQa, text: "version 0" });
  for (const version of [1, 2, 3, 4, 5])
    await slackApi("chat.update", { channel: mobileQa, ts, text: `version ${version}` });
  await teams.say({ user: "Quinn QA", channel: "mobile-qa", mention: true, text: "help" });
  play.startBuild({ job: "Nightly", executions: 3, failures: 1, causes: 1 });
  await vi.waitFor(() => {
    const state = shownBy(page);
    expect(state.slack.messages.at(-1)).toMatchObject({ text: "version 5", versions: 6 });
    expect(state.teams.messages.at(-1)).toMatchObject({ text: "<at>Perfecto</at> help", fromName: "Quinn QA" });
    expect(state.lab.builds[0]).toMatchObject({ id: "Nightly #1", expected: 3, complete: true });
    expect(state.lab.builds[0]?.executions.filter(({ processing }) => !processing)).toHaveLength(3);
    expect(state.lab.jobs.at(-1)).toBe("Nightly");
  }, patient);
  const told = shownBy(page).timeline.map(({ text, count }) => `${text} ×${count}`);
  expect(told).toContain("edited in #mobile-qa: version 5 ×5");
  expect(told).toContain("Nightly #1 started: 3 test executions ×1");
  expect(slack.requests).toHaveLength(7);

  const later = await readEvents(url);
  await vi.waitFor(() => expect(later.events).not.toHaveLength(0), patient);
  expect(shownBy(later)).toEqual(shownBy(page));
  expect(world.asked).toEqual(["welcome"]);
});

it("makes one event of edits that come at once", async () => {
  const world = await startQuietWorld();
  const { url } = await serve(world);
  const page = await readEvents(url);
  await vi.waitFor(() => expect(page.events).not.toHaveLength(0), patient);
  for (const text of ["a", "b", "c"]) world.say({ kind: "told", actor: "redis", text, tone: "bad" });
  for (let at = 0; at < 5; at++) world.say({ kind: "view" });
  await vi.waitFor(() => expect(ofKind(page, "timeline")).toHaveLength(3), patient);
  expect(ofKind(page, "world")).toHaveLength(1);
});

it("does what the page asks for, and shows modals, whispers and notices to whom they belong", async () => {
  const world = await startQuietWorld((path) =>
    path === "/slack"
      ? { response_type: "ephemeral", text: "only for you" }
      : { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "done" },
  );
  const { url } = await serve(world);
  const page = await readEvents(url);
  expect(await post(url, { kind: "slack-say", userId: quinn, channelId: mobileQa, text: "/perfecto help" })).toEqual({
    status: 200,
    answer: { ok: true },
  });
  await vi.waitFor(() => {
    expect(shownBy(page).slack.whispers).toMatchObject([{ userId: quinn, text: "only for you", from: "app" }]);
    expect(shownBy(page).timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        "Quinn QA typed /perfecto help in #mobile-qa",
        "answered Quinn QA alone in #mobile-qa: only for you",
      ]),
    );
  }, patient);
  const [whisper] = shownBy(page).slack.whispers;
  const details = await fetch(`${url}api/slack/messages/${mobileQa}/${whisper?.ts}`);
  expect(await details.json()).toMatchObject({ versions: [{ text: "only for you", json: { text: "only for you" } }] });
});

it("gives every version of a message, and says where there is none", async () => {
  const world = await startQuietWorld();
  const { url } = await serve(world);
  const { ts = "" } = await world.slackApi("chat.postMessage", { channel: mobileQa, text: "first" });
  await world.slackApi("chat.update", { channel: mobileQa, ts, text: "second" });
  const slackDetails = await fetch(`${url}api/slack/messages/${mobileQa}/${textOf(ts)}`);
  expect(await slackDetails.json()).toMatchObject({
    versions: [{ text: "first", json: { text: "first", blocks: [] } }, { text: "second" }],
  });
  const place = world.teams.channel("mobile-qa").id;
  const { message } = await world.teams.say({ user: "Dana Dev", channel: place, text: "hello" });
  const teamsDetails = await fetch(`${url}api/teams/messages/${encodeURIComponent(place)}/${message.id}`);
  expect(await teamsDetails.json()).toMatchObject({ versions: [{ text: "hello", json: { type: "message" } }] });
  for (const path of ["slack/messages/C0/1", "teams/messages/x/1", "slack/files/F0", "nothing"])
    expect((await fetch(`${url}api/${path}`)).status).toBe(404);
});

it("serves pictures itself, and tells a page no bytes of them", async () => {
  const world = await startQuietWorld();
  const { url } = await serve(world);
  const page = await readEvents(url);
  const bytes = Buffer.alloc(900, 7);
  const api = async (method: string, args: Parameters<QuietWorld["slackApi"]>[1]) => world.slackApi(method, args);
  const { upload_url, file_id = "" } = await api("files.getUploadURLExternal", { filename: "a.png", length: 900 });
  await fetch(textOf(upload_url), { method: "POST", body: bytes });
  await api("files.completeUploadExternal", { files: [{ id: file_id }] });
  const block = { type: "image", alt_text: "Pass rate", slack_file: { id: file_id } };
  await api("chat.postEphemeral", { channel: mobileQa, user: quinn, text: "trend", blocks: [block] });
  const place = encodeURIComponent(world.teams.channel("mobile-qa").id);
  const base64 = bytes.toString("base64");
  const image = { type: "Image", url: `data:image/png;base64,${base64}`, altText: "Pass rate" };
  const content = { type: "AdaptiveCard", version: "1.5", body: [image] };
  await fetch(`${world.teams.serviceUrl}v3/conversations/${place}/activities`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      type: "message",
      attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
    }),
  });
  await vi.waitFor(() => expect(shownBy(page).teams.messages).toHaveLength(1), patient);
  const [shown] = shownBy(page).teams.messages;
  const path = JSON.stringify(shown?.card).match(/"\/(api\/teams\/pictures\/[^"]+)"/u)?.[1] ?? "";
  for (const address of [path, `api/slack/files/${textOf(file_id)}`]) {
    const answer = await fetch(url + address);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  }
  for (const elsewhere of [`${path}x`, "api/teams/pictures/a/b/c", "api/teams/pictures/a"])
    expect((await fetch(url + elsewhere)).status).toBe(404);
  const whole = await fetch(`${url}api/teams/messages/${place}/${shown?.id}`);
  expect(await whole.text()).toContain(base64);
  expect(page.text()).not.toContain(base64);
});

it("tells of rate limits with their times, of lost answers, and of looking for what they were about", async () => {
  const world = await startQuietWorld();
  const { slack, slackApi, teams } = world;
  const { url } = await serve(world);
  const page = await readEvents(url);
  slack.faults.add({ method: "chat.update", behave: { kind: "rate-limited", retryAfterS: 5 } });
  slack.faults.add({ method: "chat.postMessage", behave: { kind: "lost-answer" } });
  teams.faults.add({ operation: "send", behave: { kind: "rate-limited", retryAfterS: 2 } });
  await fetch(`${slack.apiUrl}chat.update`, { method: "POST", body: new URLSearchParams({ channel: mobileQa }) });
  await expect(slackApi("chat.postMessage", { channel: mobileQa, text: "card" })).rejects.toThrow(TypeError);
  await slackApi("conversations.history", { channel: mobileQa });
  await slackApi("conversations.history", { channel: mobileQa });
  const place = encodeURIComponent(teams.channel("mobile-qa").id);
  await fetch(`${teams.serviceUrl}v3/conversations/${place}/activities`, { method: "POST", body: "{}" });
  await vi.waitFor(
    () =>
      expect(shownBy(page).timeline.map(({ text }) => text)).toEqual([
        "Slack said: slow down, 5 s (an edit in #mobile-qa has to wait)",
        "posted in #mobile-qa: card",
        "The answer to a post in #mobile-qa was lost after Slack had carried it out",
        "looked up the post in #mobile-qa whose answer was lost, instead of posting it twice",
        "Teams said: slow down, 2 s (a post in Mobile / mobile-qa has to wait)",
      ]),
    patient,
  );
});

it("tells no secrets", async () => {
  const world = await startQuietWorld(() => ({ text: "ok" }));
  const { url } = await serve(world);
  const page = await readEvents(url);
  await post(url, { kind: "slack-say", userId: quinn, channelId: mobileQa, text: "/perfecto help" });
  await fetch(`${world.lab.baseUrl}/export/api/v1/test-executions`, {
    headers: { "perfecto-authorization": world.lab.token },
  });
  await world.slackApi("auth.test", {});
  await world.slackApi("chat.postMessage", { channel: "C0NOWHERE", text: "lost" });
  await vi.waitFor(() => expect(shownBy(page).timeline.length).toBeGreaterThanOrEqual(4), patient);
  const { slack, lab, teams } = world;
  const secrets = [
    slack.botToken(),
    slack.app.appToken,
    slack.app.signingSecret,
    lab.token,
    teams.appPassword,
    "/commands/",
  ];
  for (const secret of secrets) expect(page.text()).not.toContain(secret);
});

it("ends every stream when it stops", async () => {
  const server = await serve(await startQuietWorld());
  const pages = await Promise.all([readEvents(server.url), readEvents(server.url)]);
  await server.stop();
  await Promise.all(pages.map(({ ended }) => ended));
  await expect(fetch(server.url)).rejects.toThrow(TypeError);
});
