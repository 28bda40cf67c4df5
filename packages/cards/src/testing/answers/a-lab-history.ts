import type { Execution, ExecutionStatus, Platform } from "@perfecto-bot/domain";
import { anExecution, NINE } from "@perfecto-bot/domain/testing";

export const LAB = "https://acme.app.perfectomobile.com";
export const LIBRARY = `${LAB}/reporting/library?status%5B0%5D=FAILED`;
const IPHONE: Platform = { kind: "device", maker: "Apple", model: "iPhone 15", os: "iOS", osVersion: "17.5.1" };
export const GALAXY: Platform = {
  kind: "device",
  maker: "Samsung",
  model: "Galaxy S23",
  os: "Android",
  osVersion: "14",
};
export const CHROME: Platform = {
  kind: "browser",
  browser: "Chrome",
  browserVersion: "129",
  os: "Windows",
  osVersion: "10",
};

/** Names that would format, call or link where they are not shown as they are. */
export const HOSTILE_NAMES = [
  "checkout_applePay_*smoke*",
  "login with <b>wrong</b> password",
  "Search & filter @here <!channel>",
  "find `//*[@id='pay_now']` [here](https://evil.example)",
] as const;

/** An execution of the job Nightly Regression with a report, two minutes long. */
export function aRun(
  name: string,
  status: ExecutionStatus,
  build: number,
  overrides: Partial<Execution> = {},
): Execution {
  const id = overrides.id ?? `${name}-${build}-${status}`.replaceAll(" ", "-").toLowerCase();
  const startedAtMs = overrides.startedAtMs ?? NINE - (46 - build) * 86_400_000;
  return anExecution({
    name,
    status,
    job: { name: "Nightly Regression", number: build, branch: "main" },
    platforms: [IPHONE],
    startedAtMs,
    endedAtMs: startedAtMs + 120_000,
    reportUrl: `${LAB}/reporting/test/${encodeURIComponent(id)}`,
    ...(status === "FAILED" ? { message: "TimeoutException: no element #pay\n\tat a.B(C.java:7)" } : {}),
    ...(status === "BLOCKED" ? { reason: "Device not connected" } : {}),
    ...overrides,
    id,
  });
}

/** Results of one test in the builds up to the given one, oldest first: "++-b?" is passed, passed, failed, blocked, unknown. */
export function runsOf(name: string, results: string, lastBuild: number, overrides: Partial<Execution> = {}) {
  const statuses: Readonly<Record<string, ExecutionStatus>> = { "+": "PASSED", "-": "FAILED", b: "BLOCKED" };
  return results.split("").map((result, index): Execution => {
    const build = lastBuild - results.length + 1 + index;
    return aRun(name, statuses[result] ?? "UNKNOWN", build, overrides);
  });
}
