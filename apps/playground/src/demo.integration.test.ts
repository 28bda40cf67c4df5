import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it, onTestFinished, vi } from "vitest";
import { applyEvent } from "./wire/apply-event.ts";
import type { PlaygroundAction } from "./wire/playground-action.ts";
import type { PlaygroundEvent } from "./wire/playground-event.ts";
import type { PlaygroundState } from "./wire/playground-state.ts";
import { choosePort } from "./world/choose-port.ts";
import { readWorldNote } from "./world/world-note.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
/** A demo starts Redis, the service and the simulators: on a busy machine each start takes many seconds. */
const LIMIT_MS = 300_000;
const patient = { timeout: 120_000, interval: 100 };
/** All tests share it: each demo goes on where the one before ended. */
const directory = mkdtempSync(join(tmpdir(), "demo-"));
afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 20 }));

/** Starts the demo as a child with nothing of the own environment that could configure it, and collects what it shows. */
function startDemo(...words: readonly string[]) {
  const child = spawn(process.execPath, [main, "--data", directory, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" },
  });
  const shown = { out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => (shown.out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (shown.err += data.toString()));
  const ended = once(child, "close").then(([code]) => (typeof code === "number" ? code : null));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { shown, ended, child };
}

async function linkOf({ shown, child }: { readonly shown: { readonly out: string }; readonly child: ChildProcess }) {
  await vi.waitFor(() => {
    if (child.exitCode !== null) throw new Error(`It ended: ${shown.out}`);
    expect(shown.out).toMatch(/^ +http:\/\/127\.0\.0\.1:\d+\/$/mu);
  }, patient);
  return /^ +(http:\S+)$/mu.exec(shown.out)?.[1] ?? "";
}

/** Follows the page's stream as the page does. */
async function follow(url: string): Promise<{ readonly state: () => PlaygroundState }> {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const response = await fetch(new URL("api/events", url), { signal: ending.signal });
  if (response.body === null) throw new Error("The stream has no body");
  let state: PlaygroundState | undefined;
  const hear = (line: string): void => {
    if (!line.startsWith("data:")) return;
    const event: PlaygroundEvent = JSON.parse(line.slice("data:".length));
    if (event.kind === "state") state = event.state;
    else if (state !== undefined) state = applyEvent(state, event);
  };
  // It ends with the demo, however that ends.
  void eachLine(response.body, hear).catch(() => undefined);
  await vi.waitFor(() => expect(state).toBeDefined(), patient);
  return {
    state() {
      if (state === undefined) throw new Error("The stream has not begun");
      return state;
    },
  };
}

async function eachLine(body: ReadableStream<Uint8Array<ArrayBuffer>>, hear: (line: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + read.value).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(hear);
  }
}

async function act(url: string, action: PlaygroundAction): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(new URL("api/act", url), { method: "POST", headers, body: JSON.stringify(action) });
  return response.json();
}

/** The card of build 4 in each chat. */
function cardsOf({ slack, teams }: PlaygroundState) {
  const isCard = (text: string): boolean => /^\S+ Mobile Banking Regression #4 /u.test(text);
  return {
    slack: slack.messages.find(({ channelId, text }) => channelId === "C0MOBILE0QA" && isCard(text)),
    teams: teams.messages.find(({ placeId, summary }) => placeId.includes("mobile-qa") && isCard(summary)),
  };
}

/** Slack's and Teams' messages by what names them. */
function messageIds({ slack, teams }: PlaygroundState): ReadonlySet<string> {
  return new Set([
    ...slack.messages.map(({ channelId, ts }) => `${channelId} ${ts}`),
    ...teams.messages.map(({ placeId, id }) => `${placeId} ${id}`),
  ]);
}

const isTaken = async (port: number): Promise<boolean> => (await choosePort(port)) !== port;

it("shows a page that lives, and goes on after a kill as if nothing had been", { timeout: LIMIT_MS }, async () => {
  const first = startDemo("--speed", "40");
  const url = await linkOf(first);
  expect(first.shown.out).toContain("People   Quinn and Dana subscribe");
  expect(first.shown.out).not.toContain("\u001B");
  const page = await fetch(url);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<!doctype html>")]);

  const live = await follow(url);
  await vi.waitFor(() => {
    const { slack, teams } = cardsOf(live.state());
    expect(slack?.versions).toBeGreaterThan(1);
    expect(teams?.versions).toBeGreaterThan(1);
  }, patient);
  expect(live.state().world).toMatchObject({ service: "running", redis: "running", real: [] });
  first.child.kill("SIGKILL");
  await first.ended;
  const before = cardsOf(live.state());
  const known = messageIds(live.state());
  const { service = 0 } = readWorldNote(join(directory, "world.json"))?.ports ?? {};
  const { port: redis }: { readonly port: number } = JSON.parse(
    readFileSync(join(directory, "redis/redis.json"), "utf8"),
  );
  for (const port of [Number(new URL(url).port), service, redis])
    await vi.waitFor(async () => expect(await isTaken(port)).toBe(false), patient);

  const second = startDemo("--speed", "40");
  const link = await linkOf(second);
  const again = await follow(link);
  expect(second.shown.out).toContain("The last demo goes on.");
  expect([...known].filter((id) => !messageIds(again.state()).has(id))).toEqual([]);
  const third = startDemo();
  expect(await act(link, { kind: "restart-redis" })).toEqual({ ok: true });
  await vi.waitFor(() => expect(again.state().world).toMatchObject({ service: "running", redis: "running" }), patient);
  await vi.waitFor(() => {
    const { slack, teams } = cardsOf(again.state());
    const verdict = /4 of 36 failed(?!.*still running)/su;
    expect([slack?.ts, teams?.id]).toEqual([before.slack?.ts, before.teams?.id]);
    expect(slack?.text).toMatch(verdict);
    expect(teams?.summary).toMatch(verdict);
  }, patient);
  expect(await third.ended).toBe(1);
  expect(third.shown.err.trim()).toMatch(/^Another demo is running with the data in [^\n]+$/u);
  expect(readFileSync(join(directory, "service.log"), "utf8")).not.toContain("can never be posted");

  expect(await act(link, { kind: "kill-service" })).toEqual({ ok: true });
  await vi.waitFor(() => expect(again.state().world).toMatchObject({ service: "running", serviceStarts: 2 }), patient);

  second.child.kill("SIGINT");
  expect(await second.ended).toBe(0);
  expect(second.shown.out).toContain("Ended, with everything that was started.");
});

it("starts over, shows the lab and Slack in the terminal too, and ends by itself", { timeout: LIMIT_MS }, async () => {
  const demo = startDemo("--fresh", "--terminal", "--speed", "60", "--for", "7s");
  expect(await demo.ended).toBe(0);
  expect(demo.shown.out).toMatch(/Quinn QA types\n.*\/perfecto subscribe Mobile Banking Regression/u);
  expect(demo.shown.out).toMatch(/Subscribed to Mobile Banking Regression/u);
  expect(demo.shown.out).toMatch(/lab +│ +▶ Mobile Banking Regression #4 starts/u);
  expect(demo.shown.out).toMatch(/#mobile-qa\nslack │ +\S+ Mobile Banking Regression #4/u);
});

it("says in the service's own words what is missing for a real lab", { timeout: LIMIT_MS }, async () => {
  const demo = startDemo("--no-lab");
  expect(await demo.ended).toBe(1);
  expect(demo.shown.err).toMatch(/^The service cannot work with its configuration\.$/mu);
  expect(demo.shown.err).toMatch(/PERFECTO_SECURITY_TOKEN: is missing: make a security token/u);
});

it("says in one sentence that the page's port is taken, and starts nothing", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const demo = startDemo("--port", String(port));
  expect(await demo.ended).toBe(1);
  expect(demo.shown.err.trim()).toBe(`Port ${port} is not to be had on 127.0.0.1: give --port another number.`);
  expect(demo.shown.out).toBe("");
});
