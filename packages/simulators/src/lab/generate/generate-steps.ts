import type { WireCommand, WireStep } from "../wire-commands.ts";
import { type FailureCause, failureMessage } from "./failure-catalog.ts";
import { seededRandom } from "./seeded-random.ts";

/** What the commands of one execution are made from. */
export interface StepsPlan {
  /** The same seed gives the same commands. */
  readonly seed: string;
  readonly testName: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly onBrowser: boolean;
  /** Set when the execution failed: the last command of the test itself fails with this. */
  readonly failure?: { readonly cause: FailureCause; readonly message: string };
  /** Address of a screenshot by its number. */
  readonly screenshotUrl: (number: number) => string;
}

/** A password that generated tests type, so that it can be tested that nobody passes it on. */
export const typedPassword = "Tr0ub4dor&3";

const actions = ["tap", "swipe", "find element", "set text", "wait for element", "take screenshot", "get text"];

/**
 * The commands of one execution in steps: open, log in, the test itself, close. All lie between start and end, one
 * after the other. When it failed, one command carries the explaining FAILURE, with the execution's own message and
 * screenshots; sometimes an earlier FAILURE was recovered from, and the closing command always succeeds.
 */
export function generateSteps(plan: StepsPlan): readonly WireStep[] {
  const random = seededRandom(plan.seed, "steps");
  const draft: { step: string; command: Omit<WireCommand, "startTime" | "endTime" | "uxDuration"> }[] = [];
  const add = (step: string, name: string, more: Partial<WireCommand> = {}) =>
    draft.push({ step, command: { name, status: "SUCCESS", ...more } });

  if (plan.onBrowser) add("Open", "open url", { parameters: [{ name: "url", value: "https://shop.acme.example/" }] });
  else add("Open", "start application", { parameters: [{ name: "identifier", value: "com.acme.bank" }] });
  add("Log in", "set text", { parameters: [{ name: "text", value: "ann.tester" }] });
  add("Log in", "set text", {
    parameters: [
      { name: "label", value: "Password" },
      { name: "text", value: typedPassword },
    ],
  });
  add("Log in", "tap", { parameters: [{ name: "label", value: "Log in" }] });

  for (let left = random.between(3, 7); left > 0; left--) add(plan.testName, random.pick(actions));
  if (plan.failure) {
    if (random.chance(0.3)) {
      add(plan.testName, "find element", {
        status: "FAILURE",
        message: failureMessage({ command: "find element", error: () => "Element not found, trying again" }, random),
      });
      add(plan.testName, "find element");
    }
    add(plan.testName, plan.failure.cause.command, {
      status: "FAILURE",
      message: plan.failure.message,
      screenshots: [plan.screenshotUrl(1), plan.screenshotUrl(2)],
    });
  } else {
    add(plan.testName, "assert text", {
      screenshots: [plan.screenshotUrl(1)],
      expectedData: [{ type: "TEXT", value: "Done" }],
      resultData: [{ type: "TEXT", value: "Done" }],
    });
  }
  add("Close", plan.onBrowser ? "close browser" : "close application");

  const weights = draft.map(() => 1 + random.next() * 3);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const steps = new Map<string, WireCommand[]>();
  let passed = 0;
  for (const [index, { step, command }] of draft.entries()) {
    const at = (share: number) => Math.floor(plan.startMs + ((plan.endMs - plan.startMs) * share) / total);
    const startTime = at(passed);
    passed += weights[index] ?? 0;
    const endTime = Math.max(startTime, at(passed) - 1);
    const timed = { ...command, startTime, endTime, uxDuration: Math.floor((endTime - startTime) * 0.7) };
    steps.set(step, [...(steps.get(step) ?? []), timed]);
  }
  return [...steps].map(([name, commands]) => ({ name, commands }));
}
