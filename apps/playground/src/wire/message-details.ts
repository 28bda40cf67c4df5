import type { JsonValue } from "@perfecto-bot/simulators/slack";

/** One version of a message. */
export interface VersionDetails {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** The line in notifications. */
  readonly text: string;
  /** What the service sent: Slack's `text`, `blocks` and `metadata`, or Teams' activity. */
  readonly json: JsonValue;
}

/** Everything a message ever said. */
export interface MessageDetails {
  /** The first as posted, the last as shown. */
  readonly versions: readonly VersionDetails[];
}
