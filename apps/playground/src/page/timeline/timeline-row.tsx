import { memo } from "react";
import type { TimelineEntry } from "../../wire/timeline-entry.ts";
import { formatClock } from "../frame/format-clock.ts";
import type { MessageRef } from "../pane-props.ts";
import { ACTOR_NAMES } from "./actor-names.ts";

interface TimelineRowProps {
  readonly entry: TimelineEntry;
  readonly onReveal: (message: MessageRef) => void;
}

/** One line of the timeline; one about a message leads to it. */
export const TimelineRow = memo(function TimelineRow({ entry, onReveal }: TimelineRowProps) {
  const { atMs, actor, text, count, tone, message } = entry;
  const words = (
    <>
      {tone === "bad" && (
        <span className="pg-entry-bad" aria-label="Problem: " role="img">
          !
        </span>
      )}
      {text}
    </>
  );
  return (
    <li className="pg-entry" data-tone={tone}>
      <time dateTime={new Date(atMs).toISOString()}>{formatClock(atMs)}</time>
      <span className="pg-actor" data-actor={actor}>
        {ACTOR_NAMES[actor]}
      </span>
      <span className="pg-entry-text">
        {message === undefined ? (
          words
        ) : (
          <button type="button" title="Show the message" onClick={() => onReveal({ ...message })}>
            {words}
          </button>
        )}
        {count > 1 && <span className="pg-times"> ×{count}</span>}
      </span>
    </li>
  );
});
