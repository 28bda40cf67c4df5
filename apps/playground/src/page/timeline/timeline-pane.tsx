import { memo, useMemo, useState } from "react";
import type { TimelineActor, TimelineEntry } from "../../wire/timeline-entry.ts";
import { useFollowEnd } from "../frame/use-follow-end.ts";
import type { MessageRef } from "../pane-props.ts";
import { ACTOR_NAMES, ACTORS } from "./actor-names.ts";
import { TimelineRow } from "./timeline-row.tsx";

interface TimelinePaneProps {
  readonly entries: readonly TimelineEntry[];
  readonly onReveal: (message: MessageRef) => void;
}

/** What happened, newest at the end. */
export const TimelinePane = memo(function TimelinePane({ entries, onReveal }: TimelinePaneProps) {
  const [actor, setActor] = useState<TimelineActor | "all">("all");
  const shown = useMemo(
    () => (actor === "all" ? entries : entries.filter((entry) => entry.actor === actor)),
    [entries, actor],
  );
  const { box, onScroll, following, toEnd } = useFollowEnd<HTMLOListElement>(shown);
  const choices = ["all", ...ACTORS] as const;
  return (
    <div className="pg-timeline">
      <div className="pg-filter" role="group" aria-label="Whose doings are shown">
        {choices.map((choice) => (
          <button key={choice} type="button" aria-pressed={choice === actor} onClick={() => setActor(choice)}>
            {choice === "all" ? "All" : ACTOR_NAMES[choice]}
          </button>
        ))}
      </div>
      <div className="pg-timeline-box">
        <ol ref={box} onScroll={onScroll} tabIndex={0} aria-label="What happened, newest last">
          {shown.map((entry) => (
            <TimelineRow key={entry.id} entry={entry} onReveal={onReveal} />
          ))}
        </ol>
        {shown.length === 0 && <p className="pg-empty">Nothing yet.</p>}
        {!following && (
          <button type="button" className="pg-button pg-button-small pg-to-end" onClick={toEnd}>
            To the newest ↓
          </button>
        )}
      </div>
    </div>
  );
});
