import type { Execution, Platform } from "@perfecto-bot/domain";
import type { AnswerSetting } from "../answer-setting.ts";

/** 23 Nov 2026, 14:05 in Berlin. */
export const SAMPLE_NOW_MS = Date.UTC(2026, 10, 23, 13, 5);

/** A setting in Berlin, with a lab "acme". */
export const SAMPLE_SETTING: AnswerSetting = {
  timeZone: "Europe/Berlin",
  nowMs: SAMPLE_NOW_MS,
  links: (lab) => ({
    build: ({ job = "", ...ref }) =>
      `https://${lab}.example.com/library?job=${job}&n=${"number" in ref ? ref.number : 0}`,
    execution: (id) => `https://${lab}.example.com/test/${id}`,
  }),
};

const IPHONE: Platform = { kind: "device", maker: "Apple", model: "iPhone 15", os: "iOS", osVersion: "17.4" };

/** An execution of "Nightly Regression #45" that passed ten minutes ago, unless said otherwise. */
export function sampleExecution(id: string, more: Partial<Execution> = {}): Execution {
  return {
    lab: "acme",
    id,
    name: "Pay with card",
    status: "PASSED",
    owner: "ana",
    startedAtMs: SAMPLE_NOW_MS - 600_000,
    endedAtMs: SAMPLE_NOW_MS - 540_000,
    job: { name: "Nightly Regression", number: 45, branch: "main" },
    tags: ["checkout", "smoke"],
    platforms: [IPHONE],
    videos: [],
    artifacts: [],
    ...more,
  };
}

/** One that failed, with a stack trace and a secret in its message. */
export function sampleFailure(id: string, more: Partial<Execution> = {}): Execution {
  return sampleExecution(id, {
    status: "FAILED",
    reason: "Application bug",
    message: "Element not found: password=hunter2\n\tat com.acme.Pay.card(Pay.java:12)",
    reportUrl: `https://acme.example.com/test/${id}`,
    ...more,
  });
}
