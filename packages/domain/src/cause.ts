import type { RecordedExecution } from "./build-picture.ts";
import { messageShape } from "./message-shape.ts";
import type { Platform } from "./platform.ts";
import { trimMessage } from "./trim-message.ts";

/** Shorter names of devices may be part of any word. */
const SHORTEST_NAME = 6;

/** So much of a text is looked at. */
const MOST_READ = 2_000;
/** So much of a shape is compared, since long messages are cut. */
const MOST_COMPARED = 240;

/** A fingerprint of a failure: the same on every device. Equal texts are the same cause. */
export type CauseKey = string;

/** Failures that share a cause. */
export interface Cause {
  readonly key: CauseKey;
  /** What people read: the failing command and the first line of its message, or the lab's reason. */
  readonly label: string;
  readonly executions: readonly RecordedExecution[];
}

/** The cause of one failed execution: its failing command, message and reason without what differs from run to run. */
export function causeKey(recorded: RecordedExecution): CauseKey {
  const { command, message } = told(recorded);
  const { reason, platforms } = recorded.execution;
  const names = namesOf(platforms);
  return [command, message, reason]
    .map((part = "") => beforeCut(part, messageShape(part.slice(0, MOST_READ), names)))
    .join(" | ");
}

/** Groups failed executions by cause, the most frequent first; ties in the order of the key. */
export function groupByCause(failed: readonly RecordedExecution[]): readonly Cause[] {
  const groups = Map.groupBy(failed, causeKey);
  return [...groups]
    .flatMap(([key, executions]) => {
      const [first] = executions;
      return first === undefined ? [] : [{ key, label: causeLabel(first), executions }];
    })
    .toSorted((a, b) => b.executions.length - a.executions.length || (a.key < b.key ? -1 : 1));
}

/** A cause in one line. */
export function causeLabel(recorded: RecordedExecution): string {
  const { command, message } = told(recorded);
  const firstLine = message?.split("\n", 1)[0];
  const words = [command, firstLine && shortClass(firstLine)].filter(Boolean).join(": ");
  return (
    words ||
    (recorded.execution.reason ??
      (recorded.execution.status === "BLOCKED" ? "Could not run, without a reason" : "Failed without a message"))
  );
}

/** `org.openqa.selenium.TimeoutException: …` without its packages, so that the words come first. */
function shortClass(line: string): string {
  return line.replace(/^(?:[a-z][\w$]{0,60}\.){1,12}(?=[A-Z]\w*)/, "");
}

function told(recorded: RecordedExecution): { command?: string | undefined; message?: string | undefined } {
  const failure = recorded.enrichment?.state === "done" ? recorded.enrichment.failure : undefined;
  return { command: failure?.command, message: failure?.message ?? trimMessage(recorded.execution.message) };
}

/** Where a text was cut depends on how long the values in it are: the part of its shape that does not, as a rule. */
function beforeCut(text: string, shape: string): string {
  const length = text.endsWith("…") ? shape.length - (shape.length % (MOST_COMPARED / 2)) : shape.length;
  return shape.slice(0, Math.min(length || shape.length, MOST_COMPARED)).trimEnd();
}

/** What a message may call the device it was told on: its id and its model. */
function namesOf(platforms: readonly Platform[]): readonly string[] {
  return platforms
    .flatMap((one) => (one.kind === "device" ? [one.deviceId, [one.maker, one.model].join(" "), one.model] : []))
    .filter((name) => name !== undefined)
    .filter((name) => name.trim().length >= SHORTEST_NAME);
}
