import type { LoggedRequest } from "@perfecto-bot/simulators/slack";
import { oneLine } from "./one-line.ts";
import type { SlackNames } from "./slack-names.ts";
import type { Told } from "./told.ts";

/** What the service asks of Slack, in words that fit after "Slack refused" and "an answer was lost to". */
const ASKED: Readonly<Record<string, string>> = {
  "chat.postMessage": "a post",
  "chat.update": "an edit",
  "chat.postEphemeral": "a private answer",
  "files.getUploadURLExternal": "a picture",
  "files.completeUploadExternal": "a picture",
  "views.open": "a form",
  "views.update": "a form's change",
  "conversations.history": "a look at the messages",
  "conversations.replies": "a look at a thread",
};

/** Calls that read a conversation: that is how a post whose answer was lost is looked up. */
const LOOKS = new Set(["conversations.history", "conversations.replies"]);

/**
 * A call of the service to Slack, where it says more than the message it made: refusals, rate limits, lost answers, and
 * the look at a conversation that follows a lost answer to a post. `lostPosts`: channels with such a post that was not
 * looked for yet.
 */
export function describeSlackRequest(
  request: LoggedRequest,
  names: SlackNames,
  lostPosts: ReadonlySet<string>,
): Told | undefined {
  const { method, at: atMs, args, ok, error, fault, status } = request;
  const channelId = typeof args["channel"] === "string" ? args["channel"] : undefined;
  const where = channelId === undefined ? "" : ` in ${names.place(channelId)}`;
  const what = `${ASKED[method] ?? `the call ${method}`}${where}`;
  if (status === 429 || fault === "rate-limited") {
    const wait = request.retryAfterS === undefined ? "" : `, ${request.retryAfterS} s`;
    const text = `Slack said: slow down${wait} (${what} has to wait)`;
    return { atMs, actor: "slack", kind: "rate-limit", text, tone: "bad", fold: `slack 429 ${method} ${channelId}` };
  }
  if (isLost(request)) {
    const text = `The answer to ${what} was lost after Slack had carried it out`;
    return { atMs, actor: "slack", kind: "failed-call", text, tone: "bad" };
  }
  if (!ok) {
    const reason = fault === undefined ? (error ?? "unknown error") : fault.replaceAll("-", " ");
    const text = oneLine(`Slack refused ${what}: ${reason}`);
    return { atMs, actor: "slack", kind: "failed-call", text, tone: "bad", fold: `slack failed ${text}` };
  }
  if (channelId === undefined || !LOOKS.has(method) || !lostPosts.has(channelId)) return undefined;
  const text = `looked up the post${where} whose answer was lost, instead of posting it twice`;
  return { atMs, actor: "service", kind: "failed-call", text, tone: "good" };
}

/** The channel of a post that Slack carried out although its answer was lost; of anything else none. */
export function lostPostIn(request: LoggedRequest): string | undefined {
  const { method, args } = request;
  if (method !== "chat.postMessage" || !isLost(request)) return undefined;
  return typeof args["channel"] === "string" ? args["channel"] : undefined;
}

/** The channel in which this call looks for messages; of anything else none. */
export function lookIn({ method, args, ok }: LoggedRequest): string | undefined {
  return ok && LOOKS.has(method) && typeof args["channel"] === "string" ? args["channel"] : undefined;
}

function isLost({ ok, fault, status }: LoggedRequest): boolean {
  return ok && fault !== undefined && fault !== "slow" && status === undefined;
}
