import type { ReactNode } from "react";
import { emojiCharacter, emojiOfCodePoints } from "./emoji-character.ts";

/** An emoji as a character; its name between colons where it has none. */
export function Emoji({ name, codePoints = "" }: { readonly name: string; readonly codePoints?: string }): ReactNode {
  const character = emojiCharacter(name) ?? emojiOfCodePoints(codePoints);
  if (character === undefined) return `:${name}:`;
  return (
    <span className="sl-emoji" role="img" aria-label={name.replaceAll("_", " ")} title={`:${name}:`}>
      {character}
    </span>
  );
}
