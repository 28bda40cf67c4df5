import type { RecordedExecution } from "./build-picture.ts";
import { trimMessage } from "./trim-message.ts";

/** Shorter device ids may be part of any word. */
const SHORTEST_ID = 6;

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
  const devices = platforms.flatMap((platform) => (platform.kind === "device" ? (platform.deviceId ?? []) : []));
  return [command, message, reason].map((part) => normalise(without(devices, part ?? ""))).join(" | ");
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
      (recorded.execution.status === "BLOCKED" ? "Blocked without a reason" : "Failed without a message"))
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

/** A text without the ids of the devices it was told on. */
function without(devices: readonly string[], text: string): string {
  return devices
    .filter((id) => id.length >= SHORTEST_ID)
    .reduce((rest, id) => rest.toLowerCase().replaceAll(id.toLowerCase(), "<id>"), text);
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, "<link>")
    .replace(/\b[0-9a-f]{8}-[0-9a-f-]{20,}\b/g, "<id>")
    .replace(/\b0x[0-9a-f]+\b/g, "<id>")
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b/g, "<id>")
    .replace(/\d+/g, "#")
    .replace(/\s+/g, " ")
    .trim();
}
