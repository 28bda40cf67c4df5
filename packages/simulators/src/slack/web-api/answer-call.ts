import type { JsonObject } from "../json-value.ts";
import type { Workspace } from "../world/entities.ts";
import type { SlackWorld } from "../world/slack-world.ts";
import { SlackApiError } from "./api-error.ts";
import type { ApiServices } from "./api-method.ts";
import { requireScope } from "./api-method.ts";
import type { CallArguments } from "./call-arguments.ts";
import { methods } from "./methods.ts";
import type { RateLimits } from "./rate-limits.ts";

/** What Slack answers: a body with `ok`, or 429 with the time to wait. */
export type ApiAnswer =
  | { readonly kind: "answer"; readonly body: JsonObject; readonly teamId?: string; readonly scopes?: string }
  | { readonly kind: "rate-limited"; readonly waitMs: number; readonly teamId?: string };

/** What answering a call needs. */
export interface ApiContext {
  readonly world: SlackWorld;
  readonly rateLimits: RateLimits;
  readonly services: ApiServices;
}

/**
 * Answers one call as Slack does: token, then rate limit, then scope, then the method itself.
 *
 * @see https://docs.slack.dev/apis/web-api/
 */
export const answerCall = (
  context: ApiContext,
  name: string,
  args: CallArguments,
  basicAuth: string | undefined,
): ApiAnswer => {
  const { world, rateLimits, services } = context;
  const method = methods.get(name);
  if (method === undefined) return { kind: "answer", body: { ok: false, error: "unknown_method", req_method: name } };

  let workspace: Workspace | undefined;
  try {
    const channel = args.text("channel");
    const user = args.text("user") ?? args.text("users");
    const about = { ...(channel === undefined ? {} : { channel }), ...(user === undefined ? {} : { user }) };
    const found = method.token === "none" ? undefined : authenticate(world, args.token, method.token, about);
    workspace = found?.workspace;
    const teamId = workspace?.id;
    const waitMs = rateLimits.take({
      method: name,
      teamId: teamId ?? "app",
      tier: method.readsMessages && services.readsSeldom() ? "low" : method.tier,
      ...(channel === undefined ? {} : { channel }),
    });
    const team = teamId === undefined ? {} : { teamId };
    if (waitMs !== undefined) return { kind: "rate-limited", waitMs, ...team };
    if (method.token !== "bot" || found === undefined) {
      if (method.token === "bot") throw new SlackApiError("not_authed");
      return { kind: "answer", body: { ok: true, ...method.run({ world, args, services, basicAuth }) } };
    }
    requireScope(found.grant, method.scopes ?? []);
    const body = { ok: true, ...method.run({ world, args, services, ...found }) };
    return { kind: "answer", body, ...team, scopes: [...found.grant.scopes].join(",") };
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    const body = { ok: false, error: error.code, ...error.details };
    return { kind: "answer", body, ...(workspace === undefined ? {} : { teamId: workspace.id }) };
  }
};

/**
 * Finds whose token it is; an app-level token belongs to no workspace.
 *
 * @throws SlackApiError `not_authed`, `invalid_auth`, `not_allowed_token_type`, or how the token died.
 */
const authenticate = (
  world: SlackWorld,
  token: string | undefined,
  kind: "bot" | "app",
  about: Parameters<SlackWorld["findToken"]>[1],
): ReturnType<SlackWorld["findToken"]> => {
  if (token === undefined) throw new SlackApiError("not_authed");
  const found = world.findToken(token, about);
  const isApp = token === world.app.appToken;
  if (!isApp && found === undefined) throw new SlackApiError("invalid_auth");
  if (isApp !== (kind === "app")) throw new SlackApiError("not_allowed_token_type");
  if (found && found.grant.state !== "active") throw new SlackApiError(found.grant.state);
  return found;
};
