import type { ReactNode } from "react";
import { splitWords } from "./split-words.ts";

interface MessageWordsProps {
  readonly text: string;
}

/** What somebody wrote, with its mentions and links. */
export function MessageWords({ text }: MessageWordsProps): ReactNode {
  return (
    <p className="teams-words">
      {splitWords(text).map((piece, at) => {
        // The pieces of a text have no identity but their place in it.
        switch (piece.kind) {
          case "text":
            return <span key={at}>{piece.text}</span>;
          case "mention":
            return (
              <span key={at} className="teams-mention">
                {piece.text}
              </span>
            );
          case "link":
            return (
              <a key={at} href={piece.url} target="_blank" rel="noreferrer noopener">
                {piece.text}
              </a>
            );
        }
      })}
    </p>
  );
}
