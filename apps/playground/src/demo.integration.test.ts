import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const patient = { timeout: 35_000, interval: 100 };

/** Starts the demo as a child, and collects what it shows. */
function startDemo(directory: string, ...words: readonly string[]) {
  const child = spawn(process.execPath, [main, "--data", directory, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  const shown = { text: "" };
  child.stdout.on("data", (data: Buffer) => (shown.text += data.toString()));
  child.stderr.on("data", (data: Buffer) => (shown.text += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { shown, ended, child };
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "demo-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }));
  return folder;
}

async function serviceUrl(directory: string): Promise<string> {
  const log = await readFile(join(directory, "service.log"), "utf8");
  return /"url":"(http:[^"]+)"/u.exec(log)?.[1] ?? "no address yet";
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

it(
  "shows a card that is posted and edited, and leaves nothing running when it is killed",
  { timeout: 60_000 },
  async () => {
    const directory = await makeFolder();
    const demo = startDemo(directory, "--speed", "30", "--for", "25s");
    await vi.waitFor(() => expect(demo.shown.text).toMatch(/Subscribed to Mobile Banking Regression/), patient);
    await vi.waitFor(() => expect(demo.shown.text).toMatch(/lab +│ +▶ Mobile Banking Regression #4 starts/), patient);
    await vi.waitFor(
      () => expect(demo.shown.text).toMatch(/#mobile-qa\nslack │ +\S+ Mobile Banking Regression #4/u),
      patient,
    );
    await vi.waitFor(
      () => expect(demo.shown.text).toMatch(/#mobile-qa edited\nslack │ +\S+ Mobile Banking Regression #4/u),
      patient,
    );
    expect(demo.shown.text).not.toContain("\u001B");

    const url = await serviceUrl(directory);
    expect(await answers(url)).toBe(true);
    demo.child.kill("SIGKILL");
    await vi.waitFor(async () => expect(await answers(url)).toBe(false), patient);
  },
);

it("ends by itself in order, and goes on with its data afterwards", { timeout: 60_000 }, async () => {
  const directory = await makeFolder();
  const first = startDemo(directory, "--for", "1s");
  expect(await first.ended).toBe(0);
  expect(first.shown.text).toMatch(/Ended, with everything that was started/);
  expect(await answers(await serviceUrl(directory))).toBe(false);

  const second = startDemo(directory);
  await vi.waitFor(() => expect(second.shown.text).toMatch(/1 subscription here/), patient);
  const third = startDemo(directory);
  expect(await third.ended).toBe(1);
  expect(third.shown.text).toMatch(/Another demo is running with the data in/);

  second.child.kill("SIGINT");
  expect(await second.ended).toBe(0);
  const fourth = startDemo(directory, "--fresh", "--for", "1s");
  expect(await fourth.ended).toBe(0);
  expect(fourth.shown.text).toMatch(/Subscribed to Mobile Banking Regression/);
});
