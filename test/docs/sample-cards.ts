import { buildCard, failureCard, type Card } from "@perfecto-bot/cards";
import {
  platformsLabel,
  recordedResults,
  verdictOf,
  type BuildPicture,
  type BuildRef,
  type DevicePlatform,
  type RecordedExecution,
} from "@perfecto-bot/domain";

const MORNING_MS = Date.UTC(2026, 10, 23, 6, 42);
const MINUTE_MS = 60_000;
const LAB = "https://acme.app.perfectomobile.com";
const BUILD: BuildRef = { kind: "job", lab: "acme", job: "Nightly Regression", number: 45 };
const TEST = "Checkout pays with Apple Pay";

const device = (maker: string, model: string, os: string, osVersion: string): DevicePlatform => ({
  kind: "device",
  maker,
  model,
  os,
  osVersion,
});

const PASSING: readonly (readonly [DevicePlatform, number])[] = [
  [device("Apple", "iPhone 16", "iOS", "18.1"), 40],
  [device("Samsung", "Galaxy S24", "Android", "14"), 40],
  [device("Google", "Pixel 9", "Android", "15"), 37],
];
const IPHONE_15 = device("Apple", "iPhone 15", "iOS", "17.4");
const FAILING: readonly DevicePlatform[] = [
  IPHONE_15,
  device("Apple", "iPhone 14", "iOS", "17.2"),
  device("Apple", "iPhone 13", "iOS", "17.5"),
];

/** The build the README shows: three of 120 tests failed, all for one cause, on iOS 17 alone, and one was flaky. */
export function sampleBuildCard(): Card {
  const passing = PASSING.flatMap(([platform, count]) => passed(platform, count));
  const executions = [...FAILING.map(failed), ...passing, ...passing.slice(-1).map(failedBefore)];
  const picture: BuildPicture = {
    ref: BUILD,
    revision: 1,
    reopened: 0,
    executions: new Map(executions.map((one) => [one.execution.id, one])),
    final: { atMs: MORNING_MS, reason: "quiet" },
  };
  return buildCard({
    ref: BUILD,
    verdict: verdictOf(picture, recordedResults(picture)),
    attempt: 1,
    final: picture.final,
    reopened: 0,
    ci: { commit: "4f2a9c1d3b", url: "https://ci.example.com/nightly/45" },
    usualTotal: 120,
    muted: 0,
    mutedElsewhere: 0,
    before: { label: "#44", verdict: "failed" },
    changes: { fresh: 2, known: 1, recovered: 3 },
    libraryUrl: `${LAB}/reporting/library`,
  });
}

/** One of its failures, as it stands in the thread. */
export function sampleFailureCard(): Card {
  return failureCard({
    result: { latest: failed(IPHONE_15, 0), outcome: "failed", attempts: 2, executions: [] },
    novelty: { kind: "new", passedIn: "#44" },
    reportUrl: `${LAB}/reporting/test/f0`,
    build: undefined,
    sameCauseOn: FAILING.filter((other) => other !== IPHONE_15).map((other) => platformsLabel([other])),
    buildIsFinal: true,
  });
}

function failed(platform: DevicePlatform, index: number): RecordedExecution {
  const startedAtMs = MORNING_MS - 20 * MINUTE_MS;
  return {
    execution: {
      ...execution(`f${index}`, platform),
      name: TEST,
      status: "FAILED",
      startedAtMs,
      videos: [{ startedAtMs, url: `${LAB}/video.mp4` }],
      artifacts: [
        { type: "DEVICE_LOGS", url: `${LAB}/device.zip` },
        { type: "NETWORK", url: `${LAB}/network.har` },
      ],
      reason: "Application bug",
    },
    firstSeenAtMs: MORNING_MS,
    answeredAtMs: MORNING_MS,
    settledAtMs: MORNING_MS,
    enrichment: {
      state: "done",
      failure: {
        command: "tap",
        step: "Pay",
        message: "NoSuchElementException: no element for id=pay_now after 30 s",
        startedAtMs: startedAtMs + 87_000,
        screenshots: [`${LAB}/screenshot.png`],
      },
    },
  };
}

/** An attempt at a test before it passed. */
function failedBefore({ execution: passing, ...rest }: RecordedExecution): RecordedExecution {
  const startedAtMs = MORNING_MS - 75 * MINUTE_MS;
  return {
    ...rest,
    execution: {
      ...passing,
      id: `${passing.id} before`,
      status: "FAILED",
      startedAtMs,
      endedAtMs: startedAtMs + MINUTE_MS,
    },
  };
}

/** The failing test is among those that passed on each of the other platforms. */
function passed(platform: DevicePlatform, count: number): readonly RecordedExecution[] {
  return Array.from({ length: count }, (_, index) => ({
    execution: { ...execution(`${platform.model} ${index}`, platform), ...(index === 0 ? { name: TEST } : {}) },
    firstSeenAtMs: MORNING_MS,
    answeredAtMs: MORNING_MS,
    settledAtMs: MORNING_MS,
  }));
}

function execution(id: string, platform: DevicePlatform): RecordedExecution["execution"] {
  return {
    lab: "acme",
    id,
    name: `Test ${id}`,
    status: "PASSED",
    startedAtMs: MORNING_MS - 72 * MINUTE_MS,
    endedAtMs: MORNING_MS - 4 * MINUTE_MS,
    tags: [],
    platforms: [platform],
    videos: [],
    artifacts: [],
  };
}
