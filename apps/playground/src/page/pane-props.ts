import type { ActionAnswer } from "../wire/action-answer.ts";
import type { PlaygroundAction } from "../wire/playground-action.ts";

/** A message of one of the chats. */
export interface MessageRef {
  readonly chat: "slack" | "teams";
  /** A Slack channel's id, or a Teams place's. */
  readonly placeId: string;
  /** A Slack message's `ts`, or a Teams message's id. */
  readonly id: string;
}

/** What the page's frame gives to a chat's part of the page. */
export interface PaneProps<View> {
  readonly view: View;
  /** Sends what a person does; resolves with what became of it. Failures are also shown by the frame as a toast. */
  readonly act: (action: PlaygroundAction) => Promise<ActionAnswer>;
  /** Opens JSON, versions and why of a message. */
  readonly onDetails: (message: MessageRef) => void;
  /** A message to scroll to and to highlight, from the timeline. A new object each time somebody asks for it. */
  readonly reveal: MessageRef | undefined;
}
