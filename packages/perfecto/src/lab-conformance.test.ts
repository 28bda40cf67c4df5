import { Secret } from "@perfecto-bot/domain";
import type { RateBudgets } from "@perfecto-bot/pipeline";
import { labConformance, PAGE_SIZE, type LabSample, type LabStage } from "@perfecto-bot/pipeline/conformance";
import {
  defaultLabSettings,
  startLabSimulator,
  type FaultBehaviour,
  type LabSimulator,
  type RepeatedJobName,
} from "@perfecto-bot/simulators/lab";
import { describe, onTestFinished } from "vitest";
import { createLab } from "./create-lab.ts";
import { noonMs } from "./testing/wire-context.ts";

interface Stage extends LabStage {
  readonly simulator: LabSimulator;
  readonly moveOn: (byMs: number) => void;
  /** What the client keeps its budget in. */
  readonly store: { isAway: boolean };
}

const HOUR_MS = 3_600_000;
/** Only an abort ends a request that hangs. */
const ENDLESS = { connectMs: HOUR_MS, headersMs: HOUR_MS, bodyMs: HOUR_MS, totalMs: HOUR_MS };

async function open(apiVersion: "v1" | "v3"): Promise<Stage> {
  const clock = { nowMs: noonMs };
  const simulator = await startLabSimulator({ now: () => clock.nowMs, pageSize: PAGE_SIZE });
  const store = { isAway: false };
  const budgets: Pick<RateBudgets, "take" | "block"> = {
    take: async () => {
      if (store.isAway) throw new Error("connection is closed");
      return { granted: true };
    },
    block: async () => undefined,
  };
  const lab = createLab({
    budgets,
    id: "demo",
    baseUrl: simulator.baseUrl,
    token: new Secret(simulator.token),
    apiVersion,
    limits: ENDLESS,
    now: () => clock.nowMs,
    random: () => 0,
  });
  onTestFinished(async () => {
    await lab.close();
    await simulator.stop();
  });
  return {
    store,
    simulator,
    lab,
    nowMs: () => clock.nowMs,
    moveOn: (byMs) => {
      clock.nowMs += byMs;
    },
    put: (samples) => {
      for (const sample of samples) put(simulator, sample);
    },
    secrets: [simulator.token],
    hang: () => void simulator.faults.add({ match: "api", behave: { kind: "hang" } }),
  };
}

function put(
  simulator: LabSimulator,
  { id, startedAtMs, job, session, tags, isProcessing, commands }: LabSample,
): void {
  simulator.put({
    resource: {
      id,
      startTime: startedAtMs,
      status: "PASSED",
      ...(job === undefined ? {} : { job: { name: job.name, number: job.number ?? 0 } }),
      ...(session === undefined ? {} : { externalId: session }),
      ...(tags === undefined ? {} : { tags: [...tags] }),
    },
    ...(isProcessing === true ? { settlesAtMs: startedAtMs + 24 * HOUR_MS } : {}),
    commands: (commands ?? []).map((name) => ({ name, status: "SUCCESS" })),
  });
}

/** Every request fails like this, until it is over. */
const every =
  (behave: FaultBehaviour, match: "api" | "commands" = "api") =>
  ({ simulator }: Stage): void =>
    void simulator.faults.add({ match, times: Infinity, behave });
const says = (userMessage: string, status?: number): ((stage: Stage) => void) =>
  every({ kind: "error-array", userMessage, ...(status === undefined ? {} : { status }) });
const deadToken =
  (wrongTokenStatus: 401 | 403 | 500 | 200) =>
  ({ simulator }: Stage) => {
    simulator.configure({ wrongTokenStatus });
    simulator.expireToken();
  };

/** Until it saw two jobs with executions, the client takes several names in one request to be alternatives. */
async function readsNames({ simulator, lab, nowMs }: Stage, repeatedJobName: RepeatedJobName): Promise<void> {
  simulator.configure({ repeatedJobName });
  const jobs = ["one", "two", "three"];
  for (const name of jobs) put(simulator, { id: name, startedAtMs: nowMs(), job: { name, number: 1 } });
  await lab.listExecutions({ jobNames: jobs.slice(0, 2) });
  simulator.clear();
}

describe.each(["v1", "v3"] as const)("version %s", (apiVersion) => {
  labConformance<Stage>("Perfecto", {
    open: () => open(apiVersion),
    troubles: {
      "token-refused": {
        "a dead token by 401": deadToken(401),
        "a dead token by 403": deadToken(403),
        "a dead token by 500": deadToken(500),
        "a dead token by 200": deadToken(200),
        "403 without words": every({ kind: "status", status: 403 }),
      },
      "wrong-lab": { "another lab's token": says("Missing Perfecto-TenantId header") },
      "rate-limited": {
        "429 with a time": every({ kind: "status", status: 429, retryAfter: "30" }),
        "429 without one": every({ kind: "status", status: 429 }),
      },
      unreachable: {
        "500": every({ kind: "status", status: 500 }),
        "503": every({ kind: "status", status: 503 }),
        "a reset": every({ kind: "reset" }),
        "no connection": ({ simulator }) => simulator.goDown(),
      },
      "not-json": {
        "a login page": every({ kind: "login-page" }),
        "half an answer": every({ kind: "truncated-json" }),
        "a redirect elsewhere": every({ kind: "redirect", location: "https://evil.example/" }),
      },
      "window-too-old": {
        "a window before the lab's memory": ({ simulator }) => simulator.configure({ retentionMs: 1 }),
      },
      "not-found": { "404": every({ kind: "status", status: 404 }, "commands") },
      "store-unavailable": {
        "no answer from the bot's own memory": ({ store }) => void (store.isAway = true),
      },
      refused: { "400 with words": says("Something else", 400), "200 with words": says("Something else") },
    },
    recover: async ({ simulator, moveOn, store }) => {
      store.isAway = false;
      simulator.faults.clear();
      simulator.configure({ ...defaultLabSettings, pageSize: PAGE_SIZE });
      simulator.setToken(simulator.token);
      await simulator.comeBack();
      moveOn(60_000);
    },
    quirks: {
      "a lab that looks at the first job name alone": (stage) => readsNames(stage, "first-only"),
      "a lab that wants all job names at once": (stage) => readsNames(stage, "and"),
      "a lab that ignores several job names": (stage) => readsNames(stage, "ignored"),
      "a lab that hides that there are more pages": every({ kind: "hidden-pages" }),
      "a lab whose pages overlap": every({ kind: "overlapping-pages", count: 2 }),
    },
  });
});
