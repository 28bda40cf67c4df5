import {
  causeLabel,
  platformsLabel,
  strikeSecrets,
  testLabel,
  wentWrong,
  type Execution,
  type TestIdentity,
} from "@perfecto-bot/domain";
import type { Run } from "../card.ts";
import { link } from "../line.ts";
import { oneLine } from "../phrases.ts";
import { COULD_NOT_RUN } from "./say-statuses.ts";

const LONGEST_NAME = 80;
const LONGEST_PLATFORM = 70;
const LONGEST_CAUSE = 110;
/** Secrets are looked for in this much, so that one that begins before the cut is struck whole. */
const MOST_READ = 4_000;

/** A test's name with its parameters, leading to its report. */
export function testLink(execution: TestIdentity & Pick<Execution, "reportUrl">): Run {
  return link(testName(testLabel(execution)), execution.reportUrl);
}

/** A test as people read it, in one line; never empty. */
export function testName(name: string): string {
  return oneLine(name, LONGEST_NAME) || "Unnamed test";
}

/** What an execution ran on, in one short line. */
export function platformWords({ platforms }: Pick<Execution, "platforms">): string {
  return oneLine(platformsLabel(platforms), LONGEST_PLATFORM);
}

/** Why an execution went wrong, in one short line with secrets struck out; undefined where it did not go wrong. */
export function causeWords(execution: Execution): string | undefined {
  if (!wentWrong(execution)) return undefined;
  return safeLine(causeLabel({ execution, firstSeenAtMs: 0, answeredAtMs: 0 }), LONGEST_CAUSE) || undefined;
}

/** {@link causeWords}, which say of what could not run that it could not; empty where nothing went wrong. */
export function explained(execution: Execution): string {
  const cause = causeWords(execution) ?? "";
  if (execution.status !== "BLOCKED") return cause;
  return saysSo(cause) ? cause : `${COULD_NOT_RUN}: ${cause}`;
}

function saysSo(cause: string): boolean {
  return cause.toLowerCase().startsWith(COULD_NOT_RUN);
}

/** Foreign text that may hold a secret, for one line. */
export function safeLine(foreign: string, max: number): string {
  return oneLine(strikeSecrets(foreign.slice(0, MOST_READ)), max);
}
