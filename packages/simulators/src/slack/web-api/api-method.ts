import type { JsonObject } from "../json-value.ts";
import type { Channel } from "../world/channel.ts";
import type { BotToken, Workspace } from "../world/entities.ts";
import type { SlackWorld } from "../world/slack-world.ts";
import { SlackApiError } from "./api-error.ts";
import type { CallArguments } from "./call-arguments.ts";
import type { Tier } from "./rate-limits.ts";

/** What methods need of the simulator beside the world. */
export interface ApiServices {
  /** The simulator's own address, without a slash at the end. */
  readonly baseUrl: () => string;
  /** A new address for one Socket Mode connection. */
  readonly socketUrl: () => string;
  /** Redeems a trigger for the person it was handed to, once and in time. */
  readonly redeemTrigger: (triggerId: string) => TriggerOutcome;
  /** Exchanges an OAuth code. */
  readonly exchangeCode: (args: CallArguments, basic: string | undefined) => JsonObject;
  /** Whether the app may read messages only once a minute, 15 at a time. */
  readonly readsSeldom: () => boolean;
  /** The bot entered a channel by itself. */
  readonly botJoined: (channel: Channel) => void;
}

/** What became of a trigger id. */
export type TriggerOutcome =
  | { readonly kind: "redeemed"; readonly userId: string; readonly channelId?: string }
  | { readonly kind: "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id" };

/** A call whose token was found good. */
export interface ApiCall {
  readonly world: SlackWorld;
  readonly workspace: Workspace;
  readonly grant: BotToken;
  readonly args: CallArguments;
  readonly services: ApiServices;
}

/** A call with an app-level token, or none. */
type TokenlessCall = Omit<ApiCall, "workspace" | "grant"> & { readonly basicAuth: string | undefined };

/** One Web API method. `run` answers with the fields beside `ok`, or throws SlackApiError. */
export type ApiMethod =
  | {
      readonly token: "bot";
      readonly tier: Tier;
      /** The token needs one of these. */
      readonly scopes?: readonly string[];
      /** It reads messages, which some apps may do less often than others. */
      readonly readsMessages?: true;
      readonly run: (call: ApiCall) => JsonObject;
    }
  | {
      readonly token: "app" | "none";
      readonly tier: Tier;
      readonly readsMessages?: never;
      readonly run: (call: TokenlessCall) => JsonObject;
    };

/** Refuses a call whose token has none of the scopes. @throws SlackApiError `missing_scope` with both lists. */
export const requireScope = (grant: BotToken, scopes: readonly string[]): void => {
  if (scopes.length === 0 || scopes.some((scope) => grant.scopes.has(scope))) return;
  throw new SlackApiError("missing_scope", { needed: scopes.join(","), provided: [...grant.scopes].join(",") });
};

const families = { public: "channels", private: "groups", im: "im" } as const;

/** The scope of a channel's kind: `channels:history`, `groups:history` or `im:history`. */
export const scopeFor = (channel: Channel, right: "read" | "history"): string => `${families[channel.kind]}:${right}`;

/**
 * The channel of a call, if the bot may know of it.
 *
 * @throws SlackApiError `channel_not_found` also for a private channel the bot is not in.
 */
export const visibleChannel = ({ world, workspace, args }: ApiCall, name = "channel"): Channel => {
  const channel = world.findChannel(args.required(name), workspace.id);
  if (channel === undefined) throw new SlackApiError("channel_not_found");
  if (channel.kind !== "public" && !channel.members.has(workspace.botUserId)) {
    throw new SlackApiError("channel_not_found");
  }
  return channel;
};

/** A channel of a call that the bot is a member of. @throws SlackApiError `not_in_channel` besides. */
export const joinedChannel = (call: ApiCall, name = "channel"): Channel => {
  const channel = visibleChannel(call, name);
  if (!channel.members.has(call.workspace.botUserId)) throw new SlackApiError("not_in_channel");
  return channel;
};

/** Cuts a list into pages by an opaque cursor. @throws SlackApiError `invalid_cursor`. */
export const page = <Item>(
  items: readonly Item[],
  args: CallArguments,
  limit: number,
): { readonly items: readonly Item[]; readonly nextCursor: string } => {
  const cursor = args.text("cursor");
  const start =
    cursor === undefined
      ? 0
      : Number(
          Buffer.from(cursor, "base64")
            .toString()
            .replace(/^from:/, ""),
        );
  if (!Number.isInteger(start) || start < 0) throw new SlackApiError("invalid_cursor");
  const end = start + limit;
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? Buffer.from(`from:${end}`).toString("base64") : "",
  };
};
