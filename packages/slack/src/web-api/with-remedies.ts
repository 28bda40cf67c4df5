import { setTimeout as delay } from "node:timers/promises";
import type { DeliveryFailure } from "@perfecto-bot/pipeline";
import type { PlacedPictures } from "../pictures/placed-card.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { explainError, type ExplainedError } from "./explain-error.ts";
import { joinChannel } from "./join-channel.ts";
import { shapeAfter, type Remedy, type Shape } from "./remedies.ts";

/** What came of a call. `applied`: what the message had to be changed by, with why. */
export type CallOutcome<T> =
  | { readonly kind: "done"; readonly value: T; readonly applied: ReadonlyMap<Remedy, string> }
  | DeliveryFailure;

/** What may be tried. */
export interface RemedyOptions {
  /** The remedies that change something about this call. Default: joining the channel. */
  readonly open?: readonly Remedy[];
  /** Remedies that the conversation is known to need, with why. */
  readonly known?: ReadonlyMap<Remedy, string>;
  /** Pictures that the call shows. */
  readonly pictures?: PlacedPictures | undefined;
}

/**
 * Makes a call; where the table of errors knows remedies, applies the first that changes something, each at most once, and
 * makes the call again. All remedies answer to errors that prove that nothing was posted. Where it may be that Slack does not
 * know a new picture's file yet, the call is made again as it was, a few times, before it is made without pictures.
 */
export async function withRemedies<T>(
  workspace: SlackWorkspace,
  method: string,
  channelId: string,
  call: (shape: Shape) => Promise<T>,
  { open = ["join-channel"], known = new Map(), pictures }: RemedyOptions = {},
): Promise<CallOutcome<T>> {
  const applied = new Map([...known].filter(([remedy]) => open.includes(remedy)));
  const pausesMs = [...(pictures?.pausesMs ?? [])];
  for (;;) {
    try {
      return { kind: "done", value: await call(shapeAfter(applied)), applied };
    } catch (error) {
      const attempt = { method, workspace: workspace.id, target: channelId, botName: workspace.botName };
      const explained = explainError(error, attempt);
      const { failure, remedies = [] } = explained;
      const remedy = remedies.find((one) => open.includes(one) && !applied.has(one));
      if (remedy === "without-pictures" && mayMeanFile(explained)) {
        const pauseMs = pausesMs.shift();
        if (pauseMs !== undefined) {
          await delay(pauseMs);
          continue;
        }
        pictures?.forget();
      }
      if (remedy === undefined) return failure;
      if (remedy === "join-channel" && !(await joinChannel(workspace, channelId))) return failure;
      applied.set(remedy, failure.detail);
    }
  }
}

/** Whether it may be a file that Slack finds fault with: it does not always say where a block is wrong. Pure. */
function mayMeanFile({ code, faults = [] }: ExplainedError): boolean {
  if (code !== "invalid_blocks") return false;
  return faults.length === 0 || faults.some((pointer) => pointer.includes("/slack_file"));
}
