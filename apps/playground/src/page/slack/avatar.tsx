import type { ReactNode } from "react";

/** Dark enough for white letters. */
const COLOURS = ["#1f6f8b", "#8a4f7d", "#2f7d4f", "#a0522d", "#4a5fb0", "#a33b52"] as const;

/** A person's picture: their initials on a colour of their own; the app's is its sign. */
export function Avatar({
  id,
  name,
  isApp,
  size,
}: {
  readonly id: string;
  readonly name: string;
  readonly isApp: boolean;
  /** Pixels. */
  readonly size: number;
}): ReactNode {
  const style = { width: size, height: size, fontSize: size * 0.42 };
  if (isApp)
    return (
      <span className="sl-avatar sl-avatar-app" style={style} aria-hidden="true">
        P
      </span>
    );
  const initials = name
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
  const sum = Array.from(id, (character) => character.codePointAt(0) ?? 0).reduce((total, code) => total + code, 0);
  return (
    <span className="sl-avatar" style={{ ...style, background: COLOURS[sum % COLOURS.length] }} aria-hidden="true">
      {initials}
    </span>
  );
}
