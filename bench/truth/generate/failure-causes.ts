import type { Command } from "@perfecto-bot/domain";
import type { SeededRandom } from "./seeded-random.ts";

/** One true reason for failures. */
export interface Cause {
  readonly id: string;
  readonly command: string;
  /** What the failing command says. Words in braces differ from one failure to the next. */
  readonly says: string;
}

/** Different causes differ in their command or in their words, never in numbers alone. */
export const CAUSES: readonly Cause[] = [
  { id: "pay-button", command: "tap", says: "Element 'payNow' was not found within {seconds} seconds on {device}" },
  { id: "login-button", command: "tap", says: "Element 'logIn' was not found within {seconds} seconds on {device}" },
  { id: "gateway", command: "waitFor", says: "Request to {url} answered {serverError}: upstream timed out at {time}" },
  { id: "session-lost", command: "swipe", says: "Session {uuid} was terminated by the device {device}" },
  { id: "amount", command: "assertText", says: "The total was {money} instead of the amount in the cart {hex}" },
  { id: "stale", command: "getText", says: "Stale element reference: node {hex} is no longer part of the page" },
  { id: "crash", command: "launchApp", says: "The application crashed at {address} after {millis} ms, see {url}" },
  { id: "memory", command: "launchApp", says: "The application used {number} bytes of memory and was stopped" },
  { id: "balance", command: "assertText", says: "The balance was shown as {money}, a stale copy from {time}" },
  { id: "keyboard", command: "type", says: "The keyboard did not open on {device} after {millis} ms" },
  { id: "webview", command: "switchContext", says: "No such context: WEBVIEW_{number}" },
  { id: "camera", command: "injectImage", says: "Could not inject image {uuid}: camera is in use since {time}" },
];

export const NO_DEVICE: Cause = {
  id: "no-device",
  command: "open",
  says: "Device {device} is in use, gave up after {seconds} seconds",
};

/** One telling of a cause: as the test's message and as its commands. */
export function tellFailure(
  random: SeededRandom,
  cause: Cause,
  deviceId: string,
  atMs: number,
): { readonly message: string; readonly commands: readonly Command[] } {
  const locale = random.pick(["en-US", "de-DE", "fr-FR"]);
  const fill: Readonly<Record<string, () => string>> = {
    device: () => deviceId,
    seconds: () => String(random.between(5, 90)),
    millis: () => random.between(1_000, 99_999).toLocaleString(locale),
    number: () => random.between(1_000, 9_999_999).toLocaleString(locale),
    money: () => (random.between(100_000, 999_999) / 100).toLocaleString(locale, { minimumFractionDigits: 2 }),
    serverError: () => String(random.pick([502, 503, 504])),
    hex: () => random.hex(random.pick([8, 12, 16])),
    address: () => `0x${random.hex(random.pick([8, 12]))}`,
    uuid: () => [8, 4, 4, 4, 12].map((digits) => random.hex(digits)).join("-"),
    url: () =>
      `https://${random.pick(["a", "b", "c"])}.shop.example/api/orders/${random.hex(10)}?try=${random.between(1, 9)}`,
    time: () => (cause.id.length % 2 === 0 ? new Date(atMs).toISOString() : new Date(atMs).toUTCString()),
  };
  const said = cause.says.replaceAll(/\{(\w+)\}/g, (_whole, word: string) => fill[word]?.() ?? word);
  const line = random.between(10, 900);
  return {
    message: `${cause.command === "assertText" ? "java.lang.AssertionError" : "org.openqa.selenium.WebDriverException"}: ${said}\n\tat com.shop.tests.Flow.run(Flow.java:${line})\n\tat java.base/java.lang.Thread.run(Thread.java:840)`,
    commands: [
      { name: "launch", status: "SUCCESS", screenshots: [] },
      {
        name: cause.command,
        status: "FAILURE",
        message: said,
        startedAtMs: atMs - 1_000,
        endedAtMs: atMs,
        screenshots: [],
      },
    ],
  };
}
