import type { Activity } from "./activity.ts";
import { hearHappening } from "./hear-happening.ts";
import { hearInvoke, troubleResponse } from "./hear-invoke.ts";
import { hearLinkQuery, isLinkQuery, type LinkPreview } from "./hear-link-query.ts";
import { hearMessage } from "./hear-message.ts";
import { hearSearch, isSearch } from "./hear-search.ts";
import type { Intake } from "./intake.ts";
import type { InvokeResponse } from "./invoke-response.ts";
import { isFirst } from "./is-first.ts";
import { noteInbound } from "./note-inbound.ts";
import { readHappening } from "./read-happening.ts";

/**
 * Does what an activity asks for. Resolves to the answer of an invoke. What is said is answered later, by a message of
 * its own, so that Teams does not wait; what happened waits for the store, if need be, because it is told once. Never
 * rejects; trouble is logged.
 */
export async function hearActivity(
  activity: Activity,
  intake: Intake,
): Promise<InvokeResponse | LinkPreview | undefined> {
  const { inFlight, once, log } = intake;
  const trouble = (error: unknown): void =>
    log.error({ type: activity.type, error: describe(error) }, "something from Teams could not be handled");
  // Links can be pasted where the bot is not: that says nothing about the place.
  if (isLinkQuery(activity)) return inFlight.run(() => hearLinkQuery(activity, intake));
  if (isSearch(activity)) return inFlight.run(() => hearSearch(activity, intake));
  if (activity.type !== "invoke" && activity.type !== "message") {
    const patient: Intake = { ...intake, ...intake.patient };
    const happening = readHappening(activity);
    inFlight
      .run(async () => {
        await noteInbound(activity, patient).catch(trouble);
        if (happening !== undefined) await hearHappening(happening, activity, patient);
      })
      .catch(trouble);
    return undefined;
  }
  await noteInbound(activity, intake).catch(trouble);
  if (activity.type === "invoke") {
    try {
      return await inFlight.run(() => hearInvoke(activity, intake));
    } catch (error) {
      trouble(error);
      return troubleResponse();
    }
  }
  if (await isFirst(once, activity, log)) inFlight.run(() => hearMessage(activity, intake)).catch(trouble);
  return undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}
