import { findProgram, installProgram, type WantedProgram } from "@perfecto-bot/store/install-program";
import { BrowserError } from "./browser-error.ts";

const CANDIDATES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

/** Where macOS keeps it: no PATH names it. */
const APPLICATIONS = "/Applications/Google Chrome.app/Contents/MacOS:/Applications/Chromium.app/Contents/MacOS";

/** Chromium and a font with emoji. A failing `update` (one dead source of many) does not stop the install. */
const CHROMIUM: WantedProgram = {
  name: "Chromium or Chrome",
  lock: "chromium",
  plans: [
    {
      manager: "apt-get",
      script: `command -v chromium && exit 0
apt-get -q -o DPkg::Lock::Timeout=300 update
apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install chromium fonts-noto-color-emoji fonts-dejavu-core`,
    },
    { manager: "apk", script: "apk add --no-cache --wait 300 chromium font-noto-emoji ttf-dejavu" },
    { manager: "dnf", script: "dnf -y install chromium google-noto-color-emoji-fonts" },
    { manager: "brew", script: "brew install --cask chromium" },
  ],
};

/**
 * The program of a Chromium or Chrome, installed first where there is none and that needs no question.
 * @throws {BrowserError} with what to do
 */
export async function findChromium(path: string, log: (line: string) => void): Promise<string> {
  const look = (): string | undefined =>
    findProgram(CANDIDATES, path) ?? findProgram(["Google Chrome", "Chromium"], APPLICATIONS);
  const there = look();
  if (there !== undefined) return there;
  const outcome = await installProgram(CHROMIUM, path, log);
  const installed = outcome.kind === "installed" ? look() : undefined;
  if (installed !== undefined) return installed;
  const detail = outcome.kind === "refused" ? outcome.detail : "the installed package has no browser in PATH";
  throw new BrowserError(
    `No browser: no Chromium or Chrome is installed, and none could be installed (${detail}). Install Chromium, then start again.`,
  );
}
