import type { JsonValue } from "../../slack/json-value.ts";

/** What the bot asks of the Bot Connector, or of the token endpoint. */
export type Operation =
  | "create"
  | "send"
  | "reply"
  | "update"
  | "delete"
  | "paged-members"
  | "members"
  | "member"
  | "team"
  | "team-channels"
  | "token"
  | "unknown";

/** One call, with the ids of its path decoded. */
export interface ConnectorCall {
  readonly operation: Operation;
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly path: string;
  /** A channel's, chat's or thread's id; `create` has none. */
  readonly conversationId?: string;
  readonly activityId?: string;
  readonly memberId?: string;
  readonly teamId?: string;
  readonly query: URLSearchParams;
  /** The body as it came. */
  readonly text: string;
  /** The body as JSON; undefined where it is not JSON. */
  readonly body: JsonValue | undefined;
}

const idNames = ["conversationId", "activityId", "memberId", "teamId"] as const;
type IdName = (typeof idNames)[number];
type Ids = Partial<Pick<ConnectorCall, IdName>>;
const isIdName = (name: string): name is IdName => idNames.some((known) => known === name);

const routes: readonly (readonly [method: string, path: string, operation: Operation])[] = [
  ["POST", "conversations", "create"],
  ["POST", "conversations/:conversationId/activities", "send"],
  ["POST", "conversations/:conversationId/activities/:activityId", "reply"],
  ["PUT", "conversations/:conversationId/activities/:activityId", "update"],
  ["DELETE", "conversations/:conversationId/activities/:activityId", "delete"],
  ["GET", "conversations/:conversationId/pagedmembers", "paged-members"],
  ["GET", "conversations/:conversationId/members", "members"],
  ["GET", "conversations/:conversationId/members/:memberId", "member"],
  ["GET", "teams/:teamId", "team"],
  ["GET", "teams/:teamId/conversations", "team-channels"],
];

/**
 * What a request to `/v3/…` asks for.
 *
 * @param path what follows `/v3/`
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export const routeCall = (method: string, path: string): { readonly operation: Operation } & Ids => {
  const given = path.split("/").filter((part) => part !== "");
  for (const [wantedMethod, pattern, operation] of routes) {
    const wanted = pattern.split("/");
    if (method !== wantedMethod || given.length !== wanted.length) continue;
    const ids: { [Name in IdName]?: string } = {};
    const fits = wanted.every((part, index) => {
      const value = given[index] ?? "";
      if (!part.startsWith(":")) return part === value;
      const name = part.slice(1);
      if (isIdName(name)) ids[name] = decode(value);
      return true;
    });
    if (fits) return { operation, ...ids };
  }
  return { operation: "unknown" };
};

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
