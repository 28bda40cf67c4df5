import { useContext } from "react";
import type { ReactNode } from "react";
import { Avatar } from "./avatar.tsx";
import { momentOf } from "./conversation.ts";
import { DirectoryContext } from "./directory-context.ts";
import { formatSlackDate } from "./format-slack-date.ts";

const FACES = 3;

/** The line below a root that opens its thread: "7 replies". */
export function ThreadSummaryLine({
  replies,
  lastTs,
  userIds,
  onOpen,
}: {
  readonly replies: number;
  readonly lastTs: string;
  /** Between spaces. */
  readonly userIds: string;
  readonly onOpen: () => void;
}): ReactNode {
  const directory = useContext(DirectoryContext);
  const reading = { nowMs: Date.now() };
  return (
    <button type="button" className="sl-thread-line" onClick={onOpen}>
      {userIds
        .split(" ")
        .slice(0, FACES)
        .map((id) => (
          <Avatar key={id} id={id} name={directory.userName(id) ?? id} isApp={id === directory.botUserId} size={22} />
        ))}
      <b>{replies === 1 ? "1 reply" : `${replies} replies`}</b>
      <span className="sl-last-reply">
        Last reply {formatSlackDate(momentOf(lastTs) / 1000, "{date_short_pretty} at {time}", "", reading)}
      </span>
      <span className="sl-view-thread" aria-hidden="true">
        View thread
      </span>
    </button>
  );
}
