import type { LoggedRequest } from "@perfecto-bot/simulators/teams";
import { oneLine } from "./one-line.ts";
import type { TeamsNames } from "./teams-names.ts";
import type { Told } from "./told.ts";

const ASKED: Readonly<Record<LoggedRequest["operation"], string>> = {
  create: "a new thread or chat",
  send: "a post",
  reply: "an answer",
  update: "an edit",
  delete: "a deletion",
  "paged-members": "the list of members",
  members: "the list of members",
  member: "a person's name",
  team: "a team's name",
  "team-channels": "a team's channels",
  token: "an access token",
  unknown: "a call",
};

/**
 * A call of the service to Teams, where it says more than the message it made: refusals, rate limits, lost answers.
 * A bot cannot look up what it posted in Teams, so a lost answer to a post stays one.
 */
export function describeTeamsRequest(request: LoggedRequest, names: TeamsNames): Told | undefined {
  const { operation, at: atMs, conversationId, ok, error, fault, status } = request;
  const where = conversationId === undefined ? "" : ` in ${names.place(conversationId)}`;
  const what = `${ASKED[operation]}${where}`;
  if (status === 429 || fault === "rate-limited") {
    const wait = request.retryAfterS === undefined ? "" : `, ${request.retryAfterS} s`;
    const text = `Teams said: slow down${wait} (${what} has to wait)`;
    return {
      atMs,
      actor: "teams",
      kind: "rate-limit",
      text,
      tone: "bad",
      fold: `teams 429 ${operation} ${conversationId}`,
    };
  }
  if (ok && fault !== undefined && fault !== "slow" && status === undefined) {
    const text = `The answer to ${what} was lost after Teams had carried it out`;
    return { atMs, actor: "teams", kind: "failed-call", text, tone: "bad" };
  }
  if (ok) return undefined;
  const reason = error ?? fault?.replaceAll("-", " ") ?? `status ${status ?? "unknown"}`;
  const text = oneLine(`Teams refused ${what}: ${reason}`);
  return { atMs, actor: "teams", kind: "failed-call", text, tone: "bad", fold: `teams failed ${text}` };
}
