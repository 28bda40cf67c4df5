import { setTimeout as delay } from "node:timers/promises";
import type { DeliveryFailure } from "@perfecto-bot/pipeline";
import type { PlacedPictures } from "../pictures/placed-card.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import type { Remedy } from "./error-table.ts";
import { explainError, type ExplainedError } from "./explain-error.ts";

/** In which form a message is sent. */
export interface Shape {
  readonly textOnly: boolean;
  readonly pictures: boolean;
  readonly metadata: boolean;
}

/** What came of a call. */
export type CallOutcome<T> = { readonly kind: "done"; readonly value: T } | DeliveryFailure;

/** What may be tried. */
export interface RemedyOptions {
  /** Remedies that are out of the question. */
  readonly without?: readonly Remedy[];
  /** Pictures that the call shows. */
  readonly pictures?: PlacedPictures | undefined;
}

/**
 * Makes a call; where the table of errors knows a remedy, applies it, each at most once, and makes the call again.
 * All remedies answer to errors that prove that nothing was posted. Where it may be that Slack does not know a new
 * picture's file yet, the call is made again as it was, a few times, before it is made without pictures.
 */
export async function withRemedies<T>(
  workspace: SlackWorkspace,
  method: string,
  channelId: string,
  call: (shape: Shape) => Promise<T>,
  { without = [], pictures }: RemedyOptions = {},
): Promise<CallOutcome<T>> {
  const tried = new Set<Remedy>();
  const pausesMs = [...(pictures?.pausesMs ?? [])];
  for (;;) {
    const shape = {
      textOnly: tried.has("text-only"),
      pictures: pictures !== undefined && !tried.has("without-pictures"),
      metadata: !tried.has("without-metadata"),
    };
    try {
      return { kind: "done", value: await call(shape) };
    } catch (error) {
      const attempt = { method, workspace: workspace.id, target: channelId, botName: workspace.botName };
      const explained = explainError(error, attempt);
      const { failure } = explained;
      const remedy = explained.remedy === "text-only" && shape.pictures ? "without-pictures" : explained.remedy;
      if (remedy === "without-pictures" && mayMeanFile(explained)) {
        const pauseMs = pausesMs.shift();
        if (pauseMs !== undefined) {
          await delay(pauseMs);
          continue;
        }
        pictures?.forget();
      }
      if (remedy === undefined || tried.has(remedy) || without.includes(remedy)) return failure;
      if (remedy === "join-channel" && !(await joined(workspace, channelId))) return failure;
      tried.add(remedy);
    }
  }
}

/** Whether it may be a file that Slack finds fault with: it does not always say where a block is wrong. Pure. */
function mayMeanFile({ code, faults = [] }: ExplainedError): boolean {
  if (code !== "invalid_blocks") return false;
  return faults.length === 0 || faults.some((pointer) => pointer.includes("/slack_file"));
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
