import type { LabExecution } from "../lab-execution.ts";
import type { WireArtifact, WireExecution, WireVideo } from "../wire-execution.ts";
import type { Outcome, Slot } from "./cast-outcomes.ts";
import { failureMessage } from "./failure-catalog.ts";
import { generateSteps } from "./generate-steps.ts";
import { seededRandom } from "./seeded-random.ts";

/** Everything one generated execution is made from. Times are ms since 1970. */
export interface ExecutionPlan {
  /** The same seed gives the same execution. */
  readonly seed: string;
  readonly baseUrl: string;
  readonly job: { readonly name: string; readonly number?: number; readonly branch?: string };
  readonly slot: Slot;
  readonly outcome: Outcome;
  readonly externalId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly visibleAtMs: number;
  readonly settlesAtMs: number;
}

const videoStartsEarlierMs = 1_500;
const videoEndsLaterMs = 900;

/** One believable execution of the lab. Its links lead to the simulator itself; its commands are made when asked for. */
export function generateExecution(plan: ExecutionPlan): LabExecution {
  const { slot, outcome, startMs, endMs } = plan;
  const random = seededRandom(plan.seed, "execution");
  // The first eight digits of such ids are their time in seconds, as MongoDB makes them.
  const id =
    Math.floor(startMs / 1000)
      .toString(16)
      .padStart(8, "0")
      .slice(-8) + random.hex(16);
  const onBrowser = slot.platform.browserInfo !== undefined;
  const message = messageOf(outcome, plan.seed);
  const media = `${plan.baseUrl}/reporting/media/${id}`;
  const reason =
    outcome.status === "FAILED" ? outcome.cause.reason : outcome.status === "BLOCKED" ? outcome.reason : undefined;

  const resource: WireExecution = {
    id,
    externalId: plan.externalId,
    name: slot.test.name,
    owner: slot.test.owner,
    startTime: startMs,
    endTime: outcome.status === "UNKNOWN" ? 0 : endMs,
    uxDuration: Math.floor((endMs - startMs) * 0.6),
    status: outcome.status,
    ...(message === undefined ? {} : { message }),
    ...(reason === undefined ? {} : { failureReasonName: reason }),
    job: plan.job,
    project: onBrowser ? { name: "Acme Shop", version: "12.4" } : { name: "Acme Bank App", version: "5.2.0" },
    platforms: [slot.platform],
    videos: outcome.status === "BLOCKED" ? [] : [video(plan, media)],
    tags: ["Regression", slot.test.area, onBrowser ? "web" : "mobile", random.guid(), random.guid()],
    customFields: [{ name: "environment", value: "staging" }],
    automationFramework: onBrowser ? "Selenium" : "Appium",
    executionEngine: { version: "24.6.0.1" },
    artifacts: artifactsOf(outcome, onBrowser, media),
    reportURL: `${plan.baseUrl}/reporting/test/${id}`,
  };
  const failure = outcome.status === "FAILED" && message !== undefined ? { cause: outcome.cause, message } : undefined;
  return {
    resource,
    visibleAtMs: plan.visibleAtMs,
    settlesAtMs: plan.settlesAtMs,
    steps: () =>
      outcome.status === "BLOCKED"
        ? []
        : generateSteps({
            seed: plan.seed,
            testName: slot.test.name,
            startMs,
            endMs,
            onBrowser,
            ...(failure ? { failure } : {}),
            screenshotUrl: (number) => `${media}/screenshot-${number}.svg`,
          }),
  };
}

function messageOf(outcome: Outcome, seed: string): string | undefined {
  if (outcome.status === "FAILED") return failureMessage(outcome.cause, seededRandom(seed, "message"));
  return outcome.status === "BLOCKED" ? outcome.message : undefined;
}

function video({ startMs, endMs, slot }: ExecutionPlan, media: string): WireVideo {
  const [width, height] = (slot.platform.screenResolution ?? "").split(/[*x]/u).map(Number);
  return {
    startTime: startMs - videoStartsEarlierMs,
    endTime: endMs + videoEndsLaterMs,
    format: "MP4",
    streamingUrl: `${media}/stream.mp4`,
    downloadUrl: `${media}/video.mp4`,
    screen: { width: width ?? 1080, height: height ?? 1920 },
  };
}

function artifactsOf(outcome: Outcome, onBrowser: boolean, media: string): readonly WireArtifact[] {
  if (outcome.status === "BLOCKED") return [];
  const network: WireArtifact = {
    type: "NETWORK",
    path: `${media}/network.har.zip`,
    contentType: "application/zip",
    zipped: true,
    fileName: "network.har.zip",
  };
  if (onBrowser) return [network];
  const device: WireArtifact[] = [
    { type: "DEVICE_LOGS", path: `${media}/device.log.zip`, contentType: "application/zip", zipped: true },
    network,
    { type: "VITALS", path: `${media}/vitals.csv`, contentType: "text/csv", zipped: false, fileName: "vitals.csv" },
  ];
  if (outcome.status !== "FAILED" || !outcome.cause.crash) return device;
  return [...device, { type: "APP_CRASH_REPORT", path: `${media}/crash.txt`, contentType: "text/plain" }];
}
