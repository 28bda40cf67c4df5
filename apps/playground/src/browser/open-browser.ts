import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

/** Nothing but the pages it is sent to: no look-ups, updates or reports of its own. */
const FLAGS = [
  // A container's root has no sandbox; the pages are this project's own.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Opens a headless Chromium for tests and pictures.
 * @throws {BrowserError} where there is none and none could be installed
 */
export async function openBrowser(log: (line: string) => void): Promise<Browser> {
  const executablePath = await findChromium(process.env["PATH"] ?? "", log);
  return chromium.launch({ executablePath, args: FLAGS });
}
