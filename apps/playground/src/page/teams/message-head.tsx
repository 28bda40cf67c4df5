import type { ReactNode } from "react";
import type { TeamsMessageView } from "../../wire/teams-state.ts";
import { formatTime } from "./format-moment.ts";

interface MessageHeadProps {
  readonly message: TeamsMessageView;
  readonly onMore: (message: TeamsMessageView, button: HTMLElement) => void;
}

/** Who wrote it and when, whether it was edited since, and what can be done with it. */
export function MessageHead({ message, onMore }: MessageHeadProps): ReactNode {
  const { fromName, fromBot, atMs, versions } = message;
  return (
    <div className="teams-head">
      <span className="teams-name">{fromName}</span>
      {fromBot && <span className="teams-app">App</span>}
      <time dateTime={new Date(atMs).toISOString()} title={new Date(atMs).toLocaleString()}>
        {formatTime(atMs)}
      </time>
      {versions > 1 && (
        <span className="teams-edited" title={`${versions} versions`}>
          Edited
        </span>
      )}
      <button
        type="button"
        className="teams-more"
        aria-label="More"
        aria-haspopup="menu"
        onClick={(event) => onMore(message, event.currentTarget)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
    </div>
  );
}
