import type { TeamsLog } from "../teams-log.ts";

/** A log that keeps its lines. */
export interface RecordingLog extends TeamsLog {
  readonly lines: { readonly level: "info" | "warn" | "error"; readonly fields: object; readonly message: string }[];
}

/** Opens such a log. */
export function recordingLog(): RecordingLog {
  const lines: RecordingLog["lines"] = [];
  const at =
    (level: "info" | "warn" | "error") =>
    (fields: object, message: string): void =>
      void lines.push({ level, fields, message });
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}
