import type { DeliveryFailure } from "@perfecto-bot/pipeline";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import type { Remedy } from "./error-table.ts";
import { explainError } from "./explain-error.ts";

/** In which form a message is sent. */
export interface Shape {
  readonly textOnly: boolean;
  readonly metadata: boolean;
}

/** What came of a call. */
export type CallOutcome<T> = { readonly kind: "done"; readonly value: T } | DeliveryFailure;

/**
 * Makes a call; where the table of errors knows a remedy, applies it, each at most once, and makes the call again.
 * All remedies answer to errors that prove that nothing was posted. `without`: remedies that are out of the question.
 */
export async function withRemedies<T>(
  workspace: SlackWorkspace,
  method: string,
  channelId: string,
  call: (shape: Shape) => Promise<T>,
  without: readonly Remedy[] = [],
): Promise<CallOutcome<T>> {
  const tried = new Set<Remedy>();
  for (;;) {
    try {
      const shape = { textOnly: tried.has("text-only"), metadata: !tried.has("without-metadata") };
      return { kind: "done", value: await call(shape) };
    } catch (error) {
      const attempt = { method, workspace: workspace.id, target: channelId, botName: workspace.botName };
      const { failure, remedy } = explainError(error, attempt);
      if (remedy === undefined || tried.has(remedy) || without.includes(remedy)) return failure;
      if (remedy === "join-channel" && !(await joined(workspace, channelId))) return failure;
      tried.add(remedy);
    }
  }
}

/** Joins a public channel, where the operator granted `channels:join` for that. */
async function joined({ client, scopes }: SlackWorkspace, channelId: string): Promise<boolean> {
  if (!scopes.has("channels:join")) return false;
  try {
    await client.conversations.join({ channel: channelId });
    return true;
  } catch {
    return false;
  }
}
