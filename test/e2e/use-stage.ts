import { openBrowser } from "@perfecto-bot/playground/browser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { playgroundDirectory, type RunningPlayground, startPlayground } from "./start-playground.ts";

const SET_UP_MS = 150_000;
/** How long something on the page may take that depends on nothing but the page, on a busy machine. */
const ACTION_LIMIT_MS = 90_000;
const LAPTOP = { width: 1440, height: 900 };

/** Where a file's tests play: one playground and one browser. */
export interface Stage {
  readonly url: () => string;
  readonly pid: () => number;
  /** Ends the playground in order and starts it again with its data. */
  readonly startAgain: () => Promise<void>;
  /** Opens the playground's page in a browser without memory, for the running test. */
  readonly open: (options?: BrowserContextOptions) => Promise<Page>;
}

/**
 * One playground and one browser for a file's tests. Each page that was opened must have asked this machine alone, and
 * must have run without an error.
 */
export function useStage(...words: readonly string[]): Stage {
  const directory = playgroundDirectory();
  let playground: RunningPlayground | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [playground, browser] = await Promise.all([
      startPlayground(directory.path, ...words),
      openBrowser((line) => void process.stderr.write(`${line}\n`)),
    ]);
  }, SET_UP_MS);
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    directory.remove();
  }, SET_UP_MS);
  const running = (): RunningPlayground => {
    if (playground === undefined) throw new Error("The playground does not run.");
    return playground;
  };
  return {
    url: () => running().url,
    pid: () => running().pid,
    async startAgain() {
      expect(await running().stop()).toBe(0);
      playground = await startPlayground(directory.path, ...words);
    },
    async open(options = {}) {
      if (browser === undefined) throw new Error("The browser is not open.");
      return openPage(browser, running().url, options);
    },
  };
}

/** Opens a page of a browser without memory, for the running test. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: LAPTOP, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(ACTION_LIMIT_MS);
  const elsewhere: string[] = [];
  const wrong: string[] = [];
  context.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "blob:" && hostname !== "127.0.0.1") elsewhere.push(request.url());
  });
  context.on("weberror", (error) => wrong.push(String(error.error())));
  onTestFinished(async () => {
    await context.close();
    expect(elsewhere).toEqual([]);
    expect(wrong).toEqual([]);
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "Break it" }).waitFor();
  return page;
}
