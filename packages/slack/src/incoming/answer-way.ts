import type { ButtonAction } from "@perfecto-bot/cards";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";

/** How somebody who said something can be answered. */
export interface AnswerWay {
  readonly workspace: SlackWorkspace;
  readonly channelId: string;
  readonly person: string;
  /** The thread in which it was said; an ephemeral answer shows in a thread only where the thread exists. */
  readonly threadTs?: string;
  /**
   * Answers even where the bot is no member, five times at most. Progress takes two of them at most, an answer one and
   * its second attempt another; what is left is for tries with pictures.
   */
  readonly responseUrl?: string;
  /** Opens a modal within three seconds, once. */
  readonly triggerId?: string;
  /** Where the answer is to a button. */
  readonly pressed?: PressedButton;
}

/** A button that was pressed. */
export interface PressedButton {
  readonly action: ButtonAction;
  /** Its message is one that the presser alone sees. */
  readonly isEphemeral: boolean;
}

/** Whether the place is the person's own with the bot. */
export function isDirect({ channelId }: AnswerWay): boolean {
  return channelId.startsWith("D");
}
