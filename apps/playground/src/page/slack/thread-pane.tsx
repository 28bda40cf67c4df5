import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { Said } from "./conversation.ts";
import type { Mentionable } from "./complete-text.ts";
import type { Target } from "./conversation-log.tsx";
import { ConversationLog } from "./conversation-log.tsx";
import { MessageBox } from "./message-box.tsx";

const NO_THREADS = new Map<string, never>();

/** A thread beside its channel, or over it where there is no room. */
export function ThreadPane({
  rootTs,
  channelName,
  thread,
  people,
  target,
  onSend,
  onClose,
}: {
  readonly rootTs: string;
  /** As it is shown, such as `#mobile-qa`. */
  readonly channelName: string;
  readonly thread: readonly Said[];
  readonly people: readonly Mentionable[];
  readonly target: Target | undefined;
  readonly onSend: (text: string) => Promise<ActionAnswer>;
  readonly onClose: () => void;
}): ReactNode {
  const closer = useRef<HTMLButtonElement>(null);
  useEffect(() => closer.current?.focus({ preventScroll: true }), [rootTs]);
  return (
    <section
      className="sl-thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header className="sl-title">
        <h3>Thread</h3>
        <span className="sl-thread-channel">{channelName}</span>
        <button ref={closer} type="button" className="sl-close" aria-label="Close thread" onClick={onClose}>
          ×
        </button>
      </header>
      <ConversationLog
        label={`Thread in ${channelName}`}
        conversation={thread}
        threads={NO_THREADS}
        rootTs={rootTs}
        target={target}
      />
      <MessageBox label="Reply in thread" placeholder="Reply…" people={people} onSend={onSend} />
    </section>
  );
}
