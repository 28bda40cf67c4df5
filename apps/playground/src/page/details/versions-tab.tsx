import { memo, useState } from "react";
import type { MessageDetails, VersionDetails } from "../../wire/message-details.ts";
import type { SlackView } from "../../wire/slack-state.ts";
import { formatClock } from "../frame/format-clock.ts";
import { formatSpan } from "../frame/format-span.ts";
import { compareLines } from "./compare-lines.ts";
import { DrawVersion } from "./draw-version.tsx";
import { readableOf, readVersion } from "./read-version.ts";
import { textLines } from "./text-lines.ts";

interface VersionsTabProps {
  readonly chat: "slack" | "teams";
  readonly details: MessageDetails;
  readonly slack: SlackView;
}

/** Every version of a message, newest first: when it came, what it changed, and on demand how it looked. */
export function VersionsTab({ chat, details, slack }: VersionsTabProps) {
  const { versions } = details;
  return (
    <ol className="pg-versions" reversed>
      {versions
        .map((version, index) => (
          <Version
            key={index}
            chat={chat}
            slack={slack}
            version={version}
            before={versions[index - 1]}
            number={index + 1}
            isNewest={index === versions.length - 1}
          />
        ))
        .toReversed()}
    </ol>
  );
}

interface VersionProps {
  readonly chat: "slack" | "teams";
  readonly slack: SlackView;
  readonly version: VersionDetails;
  readonly before: VersionDetails | undefined;
  readonly number: number;
  readonly isNewest: boolean;
}

/** How many changed lines are listed. */
const LISTED = 12;

const Version = memo(function Version({ chat, slack, version, before, number, isNewest }: VersionProps) {
  const [isOpen, setOpen] = useState(isNewest);
  const linesOf = (one: VersionDetails) => textLines(readableOf(readVersion(chat, one)));
  const changes = before === undefined ? [] : compareLines(linesOf(before), linesOf(version));
  return (
    <li className="pg-version">
      <h3>
        Version {number}
        <span>
          <time dateTime={new Date(version.atMs).toISOString()}>{formatClock(version.atMs)}</time>
          {before === undefined ? " · posted" : ` · ${formatSpan(version.atMs - before.atMs)} later`}
        </span>
      </h3>
      {before !== undefined && changes.length === 0 && <p className="pg-version-none">Reads the same.</p>}
      {changes.length > 0 && (
        <ul className="pg-changes" aria-label="What changed">
          {changes.slice(0, LISTED).map(({ kind, line }, index) => (
            <li key={index} data-kind={kind}>
              <span className="visually-hidden">{kind === "added" ? "Came: " : "Went: "}</span>
              {kind === "added" ? <ins>{line}</ins> : <del>{line}</del>}
            </li>
          ))}
          {changes.length > LISTED && <li>and {changes.length - LISTED} more lines</li>}
        </ul>
      )}
      <details className="pg-more" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>How it looked</summary>
        {isOpen && <DrawVersion drawable={readVersion(chat, version)} slack={slack} />}
      </details>
    </li>
  );
});
