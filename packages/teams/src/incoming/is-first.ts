import type { Once } from "@perfecto-bot/pipeline";
import type { TeamsLog } from "../teams-log.ts";
import type { Activity } from "./activity.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Whether an activity is handled now for the first time: Teams sends it again when our answer was late. */
export async function isFirst(once: Once, { id, type, conversation }: Activity, log: TeamsLog): Promise<boolean> {
  if (id === undefined) return true;
  const name = `${conversation.workspace}/${conversation.id}/${type}/${id}`;
  return isFirstTime(once, { scope: "teams-activity", id: name }, log);
}

/** Whether it is the first time. Where that cannot be found out, it is: twice is better than never. */
export async function isFirstTime(
  once: Once,
  { scope, id }: { readonly scope: "teams-activity" | "teams-share"; readonly id: string },
  log: TeamsLog,
): Promise<boolean> {
  try {
    return await once.first(scope, id, DAY_MS);
  } catch (error) {
    log.error({ scope, error: String(error) }, "it could not be checked whether this was done before");
    return true;
  }
}
