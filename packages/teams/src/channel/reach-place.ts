import type { ReachOutcome } from "@perfecto-bot/pipeline";
import type { Place, Tenant } from "../places/place-book.ts";

/** Whether a conversation can be posted to, by what Teams told. Pure: Teams cannot be asked without posting. */
export function reachPlace(place: Place | undefined, tenant: Tenant | undefined): ReachOutcome {
  if (tenant?.dead !== undefined)
    return { kind: "installation-dead", detail: tenant.dead.detail, todo: tenant.dead.todo };
  if (place === undefined) return { kind: "unknown" };
  if (place.closed === undefined) return { kind: "reachable" };
  return {
    kind: "conversation-unavailable",
    detail: place.closed,
    todo: "Add the Perfecto app to the team or chat again, or remove the subscription.",
  };
}
