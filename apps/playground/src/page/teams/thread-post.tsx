import { memo, useEffect, useId, useState } from "react";
import type { ReactNode } from "react";
import type { TeamsMessageView } from "../../wire/teams-state.ts";
import type { MessageRef } from "../pane-props.ts";
import { isSameThread, repliesLabel } from "./arrange-place.ts";
import type { TeamsThread } from "./arrange-place.ts";
import { ComposeBox } from "./compose-box.tsx";
import type { Onlooker } from "./onlooker.ts";
import { PostMessage } from "./post-message.tsx";
import { splitWords } from "./split-words.ts";

interface ThreadPostProps {
  readonly thread: TeamsThread;
  readonly placeId: string;
  readonly onlooker: Onlooker;
  readonly onMore: (message: TeamsMessageView, button: HTMLElement) => void;
  /** A message of this thread. */
  readonly reveal: MessageRef | undefined;
}

/** A channel's conversation: the post, the newest of its replies or all of them, and a box to reply. */
export const ThreadPost = memo(function ThreadPost({ thread, placeId, onlooker, onMore, reveal }: ThreadPostProps) {
  const { id, root, replies, notices } = thread;
  const { act, userId, botName } = onlooker;
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [isReplying, setReplying] = useState(false);
  useEffect(() => {
    if (reveal !== undefined && reveal.id !== id) setOpen(true);
  }, [reveal, id]);

  const words = splitWords(root?.text ?? "").map(({ text }) => text);
  const topic = root?.summary || words.join("") || "an earlier post";
  const message = (one: TeamsMessageView, look: "post" | "reply"): ReactNode => (
    <PostMessage
      key={one.id}
      message={one}
      look={look}
      notices={notices}
      onlooker={onlooker}
      onMore={onMore}
      reveal={reveal}
    />
  );
  const send = async (text: string): Promise<boolean> => {
    const { ok } = await act({ kind: "teams-say", userId, placeId, text, rootId: id });
    if (ok) setOpen(true);
    return ok;
  };
  return (
    <section className="teams-thread" aria-label={`Conversation: ${topic}`}>
      {root === undefined ? <p className="teams-deleted">An earlier post</p> : message(root, "post")}
      {replies.length > 1 && (
        <button
          type="button"
          className="teams-replies-toggle"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span> {repliesLabel(replies)}
        </button>
      )}
      {replies.length > 0 && (
        <div id={listId} className="teams-replies">
          {(isOpen ? replies : replies.slice(-1)).map((reply) => message(reply, "reply"))}
        </div>
      )}
      {isReplying ? (
        <ComposeBox
          label="Reply"
          placeholder={`Reply, or @${botName} and a command`}
          botName={botName}
          isPersonal={false}
          autoFocus
          onSend={send}
          onCancel={() => setReplying(false)}
        />
      ) : (
        <button type="button" className="teams-reply" onClick={() => setReplying(true)}>
          <span aria-hidden="true">↩</span> Reply
        </button>
      )}
    </section>
  );
}, isSame);

function isSame(one: ThreadPostProps, other: ThreadPostProps): boolean {
  return (
    isSameThread(one.thread, other.thread) &&
    one.placeId === other.placeId &&
    one.onlooker === other.onlooker &&
    one.onMore === other.onMore &&
    one.reveal === other.reveal
  );
}
