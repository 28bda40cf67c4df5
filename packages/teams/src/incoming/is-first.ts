import type { Once } from "@perfecto-bot/pipeline";
import type { TeamsLog } from "../teams-log.ts";
import type { Activity } from "./activity.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * Whether an activity is handled now for the first time: Teams sends it again when our answer was late. Where that cannot be
 * found out it is handled: the desk tells that the store is away, which must not be left out.
 */
export async function isFirst(once: Once, { id, type, conversation }: Activity, log: TeamsLog): Promise<boolean> {
  if (id === undefined) return true;
  try {
    return await once.first("teams-activity", `${conversation.workspace}/${conversation.id}/${type}/${id}`, DAY_MS);
  } catch (error) {
    log.error({ error: String(error) }, "it could not be checked whether this was done before");
    return true;
  }
}
