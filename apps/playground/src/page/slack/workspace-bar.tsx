import { useId } from "react";
import type { ReactNode } from "react";
import type { SlackPersonView } from "../../wire/slack-state.ts";
import { Avatar } from "./avatar.tsx";

/** The bar at the top: the workspace, and who is played in it. */
export function WorkspaceBar({
  workspace,
  people,
  userId,
  onPlay,
}: {
  readonly workspace: string;
  readonly people: readonly SlackPersonView[];
  readonly userId: string;
  readonly onPlay: (userId: string) => void;
}): ReactNode {
  const id = useId();
  const name = people.find((person) => person.id === userId)?.realName ?? "";
  return (
    <header className="sl-bar">
      <span className="sl-workspace">
        <SlackLikeSign />
        <b>{workspace}</b>
      </span>
      <span className="sl-you">
        <label htmlFor={id}>You are:</label>
        <Avatar id={userId} name={name} isApp={false} size={22} />
        <select id={id} value={userId} onChange={({ target }) => onPlay(target.value)}>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.realName}
            </option>
          ))}
        </select>
      </span>
    </header>
  );
}

/** Four strokes around a hash: a chat workspace, not anybody's trade mark. */
function SlackLikeSign(): ReactNode {
  return (
    <svg
      viewBox="0 0 20 20"
      width="18"
      height="18"
      aria-hidden="true"
      fill="none"
      strokeWidth="2.6"
      strokeLinecap="round"
    >
      <path d="M7.300 3v14" stroke="#36c5f0" />
      <path d="M12.700 3v14" stroke="#ecb22e" />
      <path d="M3 7.300h14" stroke="#2eb67d" />
      <path d="M3 12.700h14" stroke="#e01e5a" />
    </svg>
  );
}
