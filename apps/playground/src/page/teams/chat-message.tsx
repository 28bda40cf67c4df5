import { memo } from "react";
import type { TeamsMessageView } from "../../wire/teams-state.ts";
import type { MessageRef } from "../pane-props.ts";
import { isSameThread } from "./arrange-place.ts";
import type { TeamsThread } from "./arrange-place.ts";
import type { Onlooker } from "./onlooker.ts";
import { PostMessage } from "./post-message.tsx";

interface ChatMessageProps {
  /** A message of a chat, which has no threads: one alone. */
  readonly thread: TeamsThread;
  readonly onlooker: Onlooker;
  readonly onMore: (message: TeamsMessageView, button: HTMLElement) => void;
  readonly reveal: MessageRef | undefined;
}

/** A chat's message as a bubble. */
export const ChatMessage = memo(
  function ChatMessage({ thread, onlooker, onMore, reveal }: ChatMessageProps) {
    const messages = thread.root === undefined ? thread.replies : [thread.root, ...thread.replies];
    return messages.map((message) => (
      <PostMessage
        key={message.id}
        message={message}
        look="bubble"
        notices={thread.notices}
        onlooker={onlooker}
        onMore={onMore}
        reveal={reveal}
      />
    ));
  },
  (one, other) =>
    isSameThread(one.thread, other.thread) &&
    one.onlooker === other.onlooker &&
    one.onMore === other.onMore &&
    one.reveal === other.reveal,
);
