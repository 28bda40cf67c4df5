import { conversationKey, type Conversation } from "@perfecto-bot/domain";
import type { Budget, Clock, FindOutcome, FindRequest } from "@perfecto-bot/pipeline";
import type { ConversationsHistoryResponse, ConversationsRepliesResponse } from "@slack/web-api";
import { explainError, rateScope } from "../web-api/explain-error.ts";
import { joinChannel } from "../web-api/join-channel.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { historyBudget, learnTier, LOW_PAGE, type HistoryCall, type HistoryTier } from "./history-tier.ts";
import { hasKey } from "./message-metadata.ts";
import type { SlackClock } from "./slack-clock.ts";

/** Finds our own messages by their key. */
export interface MessageFinder {
  /** One call to read messages for each of these; where that is not all of them, the same request goes on where this ended. */
  readonly find: (workspace: SlackWorkspace, request: FindRequest) => Promise<FindOutcome>;
  /** What one of these uses up. */
  readonly budget: (conversation: Conversation) => Budget;
}

/** Where a look-up is. */
interface Place {
  readonly oldest: string;
  readonly latest: string;
  readonly cursor?: string;
  readonly pages: number;
}

/** What is known of reading messages in a workspace. */
interface Reading {
  readonly tier: HistoryTier;
  /** The last calls, epoch ms. */
  readonly callsMs: readonly number[];
}

const MOST_CALLS = 20;
const PAGE = 200;
const MOST_PAGES: Readonly<Record<HistoryTier, number>> = { usual: 25, low: 10 };
const RETRY_AFTER_MS = 5_000;
const MOST_PLACES = 1_000;

/**
 * Opens a finder. It looks around the time of the attempt, in the channel or in a thread, with the narrowest window that the
 * clocks allow and 15 messages at first, because some apps may read no more, and only once a minute. Needs
 * `channels:history` or `groups:history`; without it nothing can be said. Where it got to, and how often it may look, it
 * knows while the process lives: another one begins anew.
 * @see https://docs.slack.dev/reference/methods/conversations.history
 * @see https://docs.slack.dev/reference/methods/conversations.replies
 */
export function openMessageFinder(clock: SlackClock, now: Clock): MessageFinder {
  const places = new Map<string, Place>();
  const readings = new Map<string, Reading>();
  const readingOf = (workspace: string): Reading => readings.get(workspace) ?? { tier: "usual", callsMs: [] };

  function learn(workspace: string, call: HistoryCall): void {
    const { tier, callsMs } = readingOf(workspace);
    const nowMs = now();
    readings.set(workspace, {
      tier: learnTier(tier, call, callsMs, nowMs),
      callsMs: [...callsMs.slice(1 - MOST_CALLS), nowMs],
    });
  }

  const beginning = ({ sinceMs, untilMs = sinceMs }: FindRequest): Place => ({
    oldest: toSlackTime(clock.when(sinceMs).fromMs),
    latest: toSlackTime(clock.when(untilMs).toMs),
    pages: 0,
  });

  async function read(workspace: SlackWorkspace, request: FindRequest, place: Place): Promise<Page> {
    const { oldest, latest, cursor, pages } = place;
    const limit = pages === 0 || readingOf(workspace.id).tier === "low" ? LOW_PAGE : PAGE;
    const range = {
      channel: request.conversation.id,
      oldest,
      latest,
      inclusive: true,
      include_all_metadata: true,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const { conversations } = workspace.client;
    const { replyTo } = request;
    const answer: ConversationsHistoryResponse | ConversationsRepliesResponse =
      replyTo === undefined
        ? await conversations.history(range)
        : await conversations.replies({ ...range, ts: replyTo });
    const next = answer.response_metadata?.next_cursor || undefined;
    const messages = answer.messages ?? [];
    learn(workspace.id, { kind: "page", asked: limit, got: messages.length, hasMore: next !== undefined });
    const ours = messages.filter((one) => isOurs(one, workspace) && hasKey(one.metadata, request.key));
    return { found: ours.flatMap(({ ts }) => ts ?? []).toSorted(), next };
  }

  /** Where the bot posts without being a member, that it is none says nothing about whether it is wanted. */
  const mayJoin = ({ scopes }: SlackWorkspace, { replyTo }: FindRequest): boolean =>
    replyTo === undefined || scopes.has("chat:write.public");

  async function find(workspace: SlackWorkspace, request: FindRequest): Promise<FindOutcome> {
    const method = request.replyTo === undefined ? "conversations.history" : "conversations.replies";
    const target = request.conversation.id;
    const id = `${conversationKey(request.conversation)}#${request.key}#${request.sinceMs}`;
    const place = places.get(id) ?? beginning(request);
    places.delete(id);
    for (let joined = false; ; joined = true) {
      try {
        const { found, next } = await read(workspace, request, place);
        const [first, ...copies] = found;
        if (first !== undefined) return { kind: "found", id: first, ...(copies.length > 0 ? { copies } : {}) };
        if (next === undefined) return { kind: "absent" };
        const further = { ...place, cursor: next, pages: place.pages + 1 };
        return goOn(id, further, workspace.id, `${method} on ${target}`);
      } catch (error) {
        const attempt = { method, workspace: workspace.id, target, botName: workspace.botName };
        const { failure, remedies = [] } = explainError(error, attempt);
        const helps = !joined && remedies.includes("join-channel") && mayJoin(workspace, request);
        if (helps && (await joinChannel(workspace, target))) continue;
        if (failure.kind === "rate-limited")
          learn(workspace.id, { kind: "limited", retryAfterMs: failure.retryAfterMs });
        if (place.pages > 0) keep(id, place);
        return outcomeOf(failure);
      }
    }
  }

  function goOn(id: string, place: Place, workspace: string, what: string): FindOutcome {
    const { tier } = readingOf(workspace);
    if (place.pages >= MOST_PAGES[tier])
      return { kind: "cannot-look", detail: `${what}: more messages than can be looked at` };
    keep(id, place);
    return { kind: "try-again", retryAfterMs: 0, detail: `${what}: there are more messages to look at` };
  }

  function keep(id: string, place: Place): void {
    for (const oldest of places.keys()) {
      if (places.size < MOST_PLACES) break;
      places.delete(oldest);
    }
    places.set(id, place);
  }

  return {
    find,
    budget: ({ workspace }) => historyBudget(rateScope(workspace, "conversations.history"), readingOf(workspace).tier),
  };
}

/** What one call brought. */
interface Page {
  /** The stamps of our messages with the key, the oldest first. */
  readonly found: readonly string[];
  readonly next: string | undefined;
}

function outcomeOf(failure: ReturnType<typeof explainError>["failure"]): FindOutcome {
  switch (failure.kind) {
    case "rate-limited":
      return { kind: "try-again", retryAfterMs: failure.retryAfterMs, detail: failure.detail };
    case "ambiguous":
    case "unreachable":
      return { kind: "try-again", retryAfterMs: RETRY_AFTER_MS, detail: failure.detail };
    case "target-gone":
      // A thread that is gone took its replies with it.
      return { kind: "absent" };
    case "conversation-unavailable":
    case "installation-dead":
    case "not-editable":
    case "refused":
      return { kind: "cannot-look", detail: failure.detail };
  }
}

function isOurs(
  message: { readonly bot_id?: string | undefined; readonly user?: string | undefined },
  { botId, botUserId }: SlackWorkspace,
): boolean {
  return message.bot_id === botId || message.user === botUserId;
}

/** Epoch ms as Slack writes moments: seconds with six decimals. */
function toSlackTime(atMs: number): string {
  return (Math.max(0, atMs) / 1000).toFixed(6);
}
