import type { DeliveryFailure } from "@perfecto-bot/pipeline";
import type { Conversation } from "@perfecto-bot/domain";
import { BY_CODE, BY_STATUS, SERVER_TROUBLE, type ErrorRow, type Remedy } from "./error-table.ts";
import type { WireFailure } from "./wire-failure.ts";

/** What was attempted: a new thread or message, a reply in a thread, an edit. */
export interface Attempt {
  readonly call: "post" | "reply" | "edit";
  readonly conversation: Conversation;
}

/** Why a call failed. `remedy`: change this and try once more before the failure stands. */
export interface ExplainedFailure {
  readonly failure: DeliveryFailure;
  readonly remedy?: Remedy;
  /** For a dead installation: what has to change before it can live again. */
  readonly deadBy?: "credentials" | "blocked";
}

/** The scope of a conversation's rate limits: Teams counts per bot and conversation. */
export const conversationScope = ({ workspace, id }: Conversation): string => `teams:${workspace}:${id}`;

/** What a failed call to Teams means. Pure. Whatever does not prove that Teams did nothing is `ambiguous`. */
export function explainFailure(wire: WireFailure, attempt: Attempt): ExplainedFailure {
  switch (wire.kind) {
    case "answered":
      return explainAnswer(wire, attempt);
    case "never-sent":
      return { failure: { kind: "unreachable", detail: said(attempt, "no connection to Teams", wire.code) } };
    case "lost":
      return { failure: { kind: "ambiguous", detail: said(attempt, "the connection broke before Teams' answer") } };
    case "no-token":
      return wire.refused
        ? explainAnswer({ kind: "answered", status: 401, code: wire.detail }, attempt, "no-remedy")
        : { failure: { kind: "unreachable", detail: said(attempt, "no token from Microsoft", wire.detail) } };
    case "nowhere":
      return {
        failure: {
          kind: "conversation-unavailable",
          detail: said(attempt, "Teams has told nothing about this conversation yet"),
          todo: "Add the Perfecto app to the team or chat, and say something to the bot there.",
        },
      };
  }
}

function explainAnswer(
  wire: Extract<WireFailure, { kind: "answered" }>,
  attempt: Attempt,
  remedies: "remedy" | "no-remedy" = "remedy",
): ExplainedFailure {
  const { meaning, remedy } = rowOf(wire);
  const code = wire.code === undefined ? `HTTP ${wire.status}` : `HTTP ${wire.status}: ${wire.code}`;
  const detail = (because: string): string => said(attempt, because, code);
  const helps = remedy === undefined || remedies === "no-remedy" ? {} : { remedy };
  switch (meaning.kind) {
    case "rate-limited": {
      const retryAfterMs = wire.retryAfterMs ?? meaning.retryAfterMs;
      const scope = conversationScope(attempt.conversation);
      return { failure: { kind: "rate-limited", retryAfterMs, scope, detail: detail(meaning.because) } };
    }
    case "not-editable":
      if (attempt.call === "edit") return { failure: { kind: meaning.kind, detail: detail(meaning.because) } };
      return { failure: { kind: "refused", detail: detail("Teams refused it") } };
    case "not-found":
      return { failure: notFound(attempt, detail), ...helps };
    case "conversation-unavailable":
      return { failure: { kind: meaning.kind, detail: detail(meaning.because), todo: meaning.todo }, ...helps };
    case "installation-dead":
      return {
        failure: { kind: meaning.kind, detail: detail(meaning.because), todo: meaning.todo },
        deadBy: meaning.cause,
        ...helps,
      };
    case "ambiguous":
    case "refused":
      return { failure: { kind: meaning.kind, detail: detail(meaning.because) }, ...helps };
  }
}

function rowOf({ status, code }: Extract<WireFailure, { kind: "answered" }>): ErrorRow {
  const byCode = code !== undefined && Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (byCode !== undefined) return byCode;
  if (status >= 500) return SERVER_TROUBLE;
  return BY_STATUS[status] ?? { meaning: { kind: "refused", because: "Teams refused it" } };
}

function notFound({ call }: Attempt, detail: (because: string) => string): DeliveryFailure {
  if (call !== "post") return { kind: "target-gone", detail: detail("the message or its thread is no longer there") };
  return {
    kind: "conversation-unavailable",
    detail: detail("the conversation is no longer there"),
    todo: "Add the Perfecto app to the team or chat again, or remove the subscription.",
  };
}

/** The cause first, for people; then, for whoever looks into it, what was attempted and what Teams answered. */
function said({ call, conversation }: Attempt, because: string, code?: string): string {
  return `${because} (${call} in ${conversation.id}${code === undefined ? "" : `: ${code}`})`;
}
