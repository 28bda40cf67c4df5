import type { Once } from "@perfecto-bot/pipeline";
import type { SlackLog } from "../slack-log.ts";

const DAY_MS = 24 * 60 * 60_000;

/** What Slack gives every inbound thing: an event's id, or an interaction's trigger id. */
export type InboundId = {
  readonly scope: "slack-event" | "slack-trigger";
  readonly id: string | undefined;
};

/**
 * Whether something is handled now for the first time. Slack sends an event again when our answer was late, up to an
 * hour later. Where that cannot be found out it is handled: the desk tells that the store is away, which must not be left out.
 * @see https://docs.slack.dev/apis/events-api#retries
 */
export async function isFirst(once: Once, { scope, id }: InboundId, log: SlackLog): Promise<boolean> {
  if (id === undefined) return true;
  try {
    return await once.first(scope, id, DAY_MS);
  } catch (error) {
    log.error({ scope, error: String(error) }, "it could not be checked whether Slack sent this before");
    return true;
  }
}
