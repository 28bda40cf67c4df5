import { memo } from "react";
import type { SlackView } from "../../wire/slack-state.ts";
import { DrawSlackMessage } from "../slack/draw-slack-message.tsx";
import { DrawTeamsCard } from "../teams/draw-teams-card.tsx";
import type { Drawable } from "./read-version.ts";

interface DrawVersionProps {
  readonly drawable: Drawable;
  /** For the names of who is mentioned. */
  readonly slack: SlackView;
}

/** A message's content as its chat draws it; its buttons do nothing here. */
export const DrawVersion = memo(function DrawVersion({ drawable, slack }: DrawVersionProps) {
  return (
    <div className="pg-picture" data-chat={drawable.chat}>
      {drawable.chat === "slack" ? (
        <DrawSlackMessage text={drawable.text} blocks={drawable.blocks} view={slack} />
      ) : drawable.card === undefined ? (
        <p>{drawable.text}</p>
      ) : (
        <DrawTeamsCard card={drawable.card} />
      )}
    </div>
  );
});
