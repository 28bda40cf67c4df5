import type { Execution, Platform } from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const IPHONE: Platform = { kind: "device", maker: "Apple", model: "iPhone 15", os: "iOS", osVersion: "17.4" };
const PIXEL: Platform = { kind: "device", maker: "Google", model: "Pixel 9", os: "Android", osVersion: "15" };

/** Three builds of Nightly, one of Smoke, and a session by hand. Pay fails on the iPhone in 44 and 45; Login failed in 44. */
export const SAMPLE_EXECUTIONS: readonly Execution[] = [
  ...build("Nightly", 45, 2 * HOUR_MS, { Pay: "FAILED" }),
  ...build("Nightly", 44, 6 * HOUR_MS, { Pay: "FAILED", Login: "FAILED", Logout: "BLOCKED" }),
  ...build("Nightly", 43, 30 * HOUR_MS, {}),
  ...build("Smoke iOS", 7, 4 * HOUR_MS, {}),
  byHand(),
];

function build(
  job: string,
  number: number,
  agoMs: number,
  wrong: Readonly<Record<string, Execution["status"]>>,
): readonly Execution[] {
  return ["Login", "Pay", "Logout"].flatMap((name, index) =>
    [IPHONE, PIXEL].map((platform, place) => {
      const status = platform === IPHONE ? (wrong[name] ?? "PASSED") : "PASSED";
      const startedAtMs = NINE - agoMs + (2 * index + place) * MINUTE_MS;
      return anExecution({
        id: `${job.slice(0, 1).toLowerCase()}${number}-${name}-${platform.os ?? ""}`,
        name,
        status,
        job: { name: job, number },
        platforms: [platform],
        startedAtMs,
        endedAtMs: startedAtMs + MINUTE_MS,
        ...(status === "PASSED" ? {} : { message: `${name}: no such element, password=hunter2hunter2` }),
      });
    }),
  );
}

function byHand(): Execution {
  const { job: _none, ...rest } = anExecution({ id: "hand", name: "Interactive session", status: "FAILED" });
  return { ...rest, startedAtMs: NINE - HOUR_MS };
}
