import type { ReactNode } from "react";
import { avatarOf } from "./avatar-of.ts";

interface AvatarProps {
  readonly name: string;
  readonly isBot: boolean;
}

/** Whose message it is, as a sign beside the name. */
export function Avatar({ name, isBot }: AvatarProps): ReactNode {
  const { initials, colour } = avatarOf(name);
  return (
    <span
      className="teams-avatar"
      data-bot={isBot}
      style={{ backgroundColor: isBot ? "#0b5a6b" : colour }}
      aria-hidden="true"
    >
      {isBot ? initials.slice(0, 1) : initials}
    </span>
  );
}
