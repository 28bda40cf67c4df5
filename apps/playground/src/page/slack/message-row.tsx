import { memo, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import type { SlackMessageView } from "../../wire/slack-state.ts";
import { BlockHostContext } from "./block-host.ts";
import { MessageBody } from "./message-body.tsx";
import { MessageFrame } from "./message-frame.tsx";
import { PaneActionsContext } from "./pane-actions-context.ts";
import { ThreadSummaryLine } from "./thread-summary-line.tsx";

/** A message. Drawn anew only when it, or what is below it, has changed. */
export const MessageRow = memo(function MessageRow({
  message,
  compact,
  inThread,
  highlighted,
  replies,
  lastReplyTs,
  repliers,
}: {
  readonly message: SlackMessageView;
  readonly compact: boolean;
  /** It is shown in its thread, not in the channel. */
  readonly inThread: boolean;
  readonly highlighted: boolean;
  /** Its thread, in simple values so that the same thread is the same: 0 where it has none. */
  readonly replies: number;
  readonly lastReplyTs: string;
  /** User ids between spaces. */
  readonly repliers: string;
}): ReactNode {
  const actions = useContext(PaneActionsContext);
  const { channelId, ts, userId, fromBot, threadTs, broadcast, versions, deleted } = message;
  const host = useMemo(
    () => ({
      onAction: actions.press.bind(undefined, channelId, ts),
      suggest: actions.suggest.bind(undefined, channelId, ts),
    }),
    [actions, channelId, ts],
  );
  const rootTs = threadTs ?? ts;
  const tools = (
    <>
      {!inThread && (
        <button
          type="button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => actions.openThread(channelId, rootTs)}
        >
          <ReplySign />
        </button>
      )}
      <button
        type="button"
        className="sl-details"
        aria-label="Details"
        title="Details: JSON, versions, why"
        onClick={() => actions.openDetails({ chat: "slack", placeId: channelId, id: ts })}
      >
        {"</>"}
      </button>
    </>
  );
  const replied = broadcast && !inThread && (
    <button type="button" className="sl-replied" onClick={() => actions.openThread(channelId, rootTs)}>
      replied to a thread
    </button>
  );
  return (
    <MessageFrame
      ts={ts}
      userId={userId}
      isApp={fromBot}
      compact={compact}
      highlighted={highlighted}
      aside={versions > 1 && !deleted ? <span className="sl-edited">(edited)</span> : undefined}
      actions={tools}
    >
      {replied}
      {deleted ? (
        <i className="sl-deleted">This message was deleted.</i>
      ) : (
        <BlockHostContext value={host}>
          <MessageBody
            text={message.text}
            blocks={message.blocks}
            attachments={message.attachments}
            files={message.files}
          />
        </BlockHostContext>
      )}
      {replies > 0 && !inThread && (
        <ThreadSummaryLine
          replies={replies}
          lastTs={lastReplyTs}
          userIds={repliers}
          onOpen={() => actions.openThread(channelId, rootTs)}
        />
      )}
    </MessageFrame>
  );
});

function ReplySign(): ReactNode {
  return (
    <svg
      viewBox="0 0 20 20"
      width="16"
      height="16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      <path d="M3 4.5h14v9H9.5L6 16.5v-3H3z" strokeLinejoin="round" />
      <path d="M6.5 7.8h7M6.5 10.3h4.5" strokeLinecap="round" />
    </svg>
  );
}
