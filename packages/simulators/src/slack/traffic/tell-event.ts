import type { JsonObject } from "../json-value.ts";
import type { Workspace } from "../world/entities.ts";
import type { EventRetry, Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import type { SlackContext } from "./slack-context.ts";

/** An event, and what must hold for the app to be told of it. */
export interface EventInput {
  readonly event: JsonObject;
  /** The app needs one of these scopes; none for lifecycle events of the app itself. */
  readonly scopes?: readonly string[];
  /** Tells it as a retry, with the id of an event told before. */
  readonly retry?: EventRetry & { readonly eventId: string };
}

/**
 * Tells the app of an event in a workspace, if it may hear of it.
 *
 * @see https://docs.slack.dev/apis/events-api/#event-type-structure
 */
export const tellEvent = async (context: SlackContext, workspace: Workspace, input: EventInput): Promise<Receipt> => {
  const { world, traffic } = context;
  const { event, scopes = [], retry } = input;
  const granted = workspace.tokens.filter((token) => token.state === "active");
  if (scopes.length > 0 && granted.length === 0) return notSent("the app is not installed in this workspace");
  if (scopes.length > 0 && !scopes.some((scope) => granted.some((token) => token.scopes.has(scope)))) {
    return notSent(`the app has none of the scopes ${scopes.join(", ")}`);
  }
  const enterpriseId = world.organisations.get(workspace.id)?.id ?? null;
  const body = {
    token: world.app.verificationToken,
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: enterpriseId,
    api_app_id: world.app.id,
    event: { event_ts: world.identifiers.ts(world.now()), ...event },
    type: "event_callback",
    event_id: retry?.eventId ?? world.identifiers.id("Ev"),
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: workspace.id,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: enterpriseId !== null,
      },
    ],
    is_ext_shared_channel: false,
  };
  return traffic.sendEvent(body, retry && { num: retry.num, reason: retry.reason });
};
