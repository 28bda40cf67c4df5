import { useContext } from "react";
import type { ReactNode } from "react";
import { Avatar } from "./avatar.tsx";
import { momentOf } from "./conversation.ts";
import { DirectoryContext } from "./directory-context.ts";
import { APP_NAME } from "./directory.ts";
import { formatClock, formatSlackDate } from "./format-slack-date.ts";

/** A line of a conversation: who, when, what, and what can be done with it. */
export function MessageFrame({
  ts,
  userId,
  isApp,
  name,
  compact,
  highlighted = false,
  note,
  aside,
  actions,
  children,
}: {
  readonly ts: string;
  readonly userId: string;
  readonly isApp: boolean;
  /** Who says it, where the workspace does not know. */
  readonly name?: string;
  readonly compact: boolean;
  readonly highlighted?: boolean;
  /** A line above, such as "Only visible to you". */
  readonly note?: ReactNode;
  /** Beside the time, such as "(edited)". */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const directory = useContext(DirectoryContext);
  const who = name ?? directory.userName(userId) ?? (isApp ? APP_NAME : userId);
  const atMs = momentOf(ts);
  const reading = { nowMs: Date.now() };
  const whole = formatSlackDate(atMs / 1000, "{date_long_pretty} at {time_secs}", ts, reading);
  const clock = formatClock(atMs, reading);
  const classes = ["sl-message", compact ? "sl-compact" : "", highlighted ? "sl-revealed" : "", note ? "sl-noted" : ""];
  return (
    <li className={classes.filter(Boolean).join(" ")} data-ts={ts}>
      {note !== undefined && <div className="sl-note">{note}</div>}
      <div className="sl-gutter">
        {compact ? (
          <time className="sl-clock" dateTime={new Date(atMs).toISOString()} title={whole}>
            {clock.replace(/ [AP]M$/u, "")}
          </time>
        ) : (
          <Avatar id={userId} name={who} isApp={isApp} size={36} />
        )}
      </div>
      <div className="sl-content">
        {compact ? (
          <span className="visually-hidden">{who}: </span>
        ) : (
          <div className="sl-byline">
            <span className="sl-name">{who}</span>
            {isApp && <span className="sl-badge">APP</span>}
            <time className="sl-time" dateTime={new Date(atMs).toISOString()} title={whole}>
              {clock}
            </time>
            {aside}
          </div>
        )}
        {children}
        {compact && aside}
      </div>
      {actions !== undefined && <div className="sl-tools">{actions}</div>}
    </li>
  );
}
