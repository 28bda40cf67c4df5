import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { Said, ThreadSummary } from "./conversation.ts";
import { tsOf } from "./conversation.ts";
import { formatDay } from "./format-slack-date.ts";
import { groupRows } from "./group-rows.ts";
import { MessageRow } from "./message-row.tsx";
import { useFollow } from "./use-follow.ts";
import { WhisperRow } from "./whisper-row.tsx";

const SHOWN_AT_FIRST = 150;
const HIGHLIGHTED_MS = 2_600;

/** A line to scroll to; a new object each time. */
export interface Target {
  readonly ts: string;
}

/** What was said, newest at the end, following it. */
export function ConversationLog({
  label,
  conversation,
  threads,
  rootTs,
  target,
  beginning,
}: {
  /** Such as `Messages in #mobile-qa`. */
  readonly label: string;
  readonly conversation: readonly Said[];
  readonly threads: ReadonlyMap<string, ThreadSummary>;
  /** The root of the thread that is shown; absent in a channel. */
  readonly rootTs?: string;
  readonly target: Target | undefined;
  /** What stands above the first line. */
  readonly beginning?: ReactNode;
}): ReactNode {
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const from = Math.max(0, conversation.length - limit);
  const rows = useMemo(() => groupRows(conversation.slice(from)), [conversation, from]);
  const newest = conversation.at(-1);
  const { scroller, content, hasNew, toNewest, release, onScroll } = useFollow(
    newest === undefined ? "" : tsOf(newest),
  );
  const highlighted = useTarget(target, conversation, limit, setLimit, scroller, release);

  // The lines stay where they are when earlier ones come above them.
  const heightBefore = useRef<number>(undefined);
  const showEarlier = (): void => {
    heightBefore.current = scroller.current?.scrollHeight;
    release();
    setLimit(limit + SHOWN_AT_FIRST);
  };
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box !== null && heightBefore.current !== undefined && box.scrollTop < 80)
      box.scrollTop += box.scrollHeight - heightBefore.current;
    heightBefore.current = undefined;
  }, [limit, scroller]);

  return (
    <div className="sl-log">
      <div ref={scroller} className="sl-scroll" onScroll={onScroll} role="region" aria-label={label} tabIndex={0}>
        <div ref={content} className="sl-scrolled">
          {from > 0 ? (
            <button type="button" className="sl-earlier" onClick={showEarlier}>
              Show earlier messages ({from})
            </button>
          ) : (
            beginning
          )}
          <ol className="sl-rows" aria-label={label}>
            {rows.map((row) => {
              if (row.kind === "day")
                return (
                  <li key={row.key} className="sl-day">
                    <span>{formatDay(row.atMs, { nowMs: Date.now() })}</span>
                  </li>
                );
              const ts = tsOf(row.said);
              if (row.said.kind === "whisper")
                return <WhisperRow key={row.key} whisper={row.said.whisper} highlighted={highlighted === ts} />;
              const thread = threads.get(ts);
              return (
                <MessageRow
                  key={row.key}
                  message={row.said.message}
                  compact={row.compact}
                  inThread={rootTs !== undefined}
                  highlighted={highlighted === ts}
                  replies={thread?.replies ?? 0}
                  lastReplyTs={thread?.lastTs ?? ""}
                  repliers={thread?.userIds.join(" ") ?? ""}
                />
              );
            })}
          </ol>
        </div>
      </div>
      {hasNew && (
        <button type="button" className="sl-new" onClick={toNewest}>
          ↓ New messages
        </button>
      )}
    </div>
  );
}

/** Scrolls to a target, showing as much as it takes. @returns the `ts` that stands out for the moment. */
function useTarget(
  target: Target | undefined,
  conversation: readonly Said[],
  limit: number,
  setLimit: (limit: number) => void,
  scroller: { readonly current: HTMLDivElement | null },
  release: () => void,
): string | undefined {
  const [highlighted, setHighlighted] = useState<string>();
  const done = useRef<Target>(undefined);
  useEffect(() => {
    if (target === undefined || done.current === target) return;
    const at = conversation.findIndex((said) => tsOf(said) === target.ts);
    if (at < 0) return;
    const fromEnd = conversation.length - at;
    if (fromEnd > limit) {
      setLimit(fromEnd + 20);
      return;
    }
    done.current = target;
    release();
    setHighlighted(target.ts);
    const show = (): void =>
      scroller.current?.querySelector(`[data-ts="${CSS.escape(target.ts)}"]`)?.scrollIntoView({ block: "center" });
    show();
    // Lines that were not drawn yet have another height than was thought.
    requestAnimationFrame(show);
  }, [target, conversation, limit, setLimit, scroller, release]);
  useEffect(() => {
    if (highlighted === undefined) return undefined;
    const timer = setTimeout(() => setHighlighted(undefined), HIGHLIGHTED_MS);
    return () => clearTimeout(timer);
  }, [highlighted]);
  return highlighted;
}
