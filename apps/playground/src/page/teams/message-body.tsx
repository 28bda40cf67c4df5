import { useCallback } from "react";
import type { ReactNode } from "react";
import type { TeamsMessageView, TeamsNoticeView } from "../../wire/teams-state.ts";
import type { CardPress } from "./card-press.ts";
import { DrawTeamsCard } from "./draw-teams-card.tsx";
import { MessageWords } from "./message-words.tsx";
import type { Onlooker } from "./onlooker.ts";
import { searchChoices } from "./search-choices.ts";

interface MessageBodyProps {
  readonly message: TeamsMessageView;
  /** What only this person sees beside it. */
  readonly notices: readonly TeamsNoticeView[];
  readonly onlooker: Onlooker;
}

/** What a message says to the person who looks at it. */
export function MessageBody({ message, notices, onlooker }: MessageBodyProps): ReactNode {
  const { id: messageId, placeId, text, deleted } = message;
  const { act, userId, people } = onlooker;
  const press = useCallback(
    (pressed: CardPress) => act({ kind: "teams-press", userId, message: { placeId, messageId }, ...pressed }),
    [act, userId, placeId, messageId],
  );
  const search = useCallback(
    (inputId: string, typed: string) =>
      searchChoices(act, { userId, in: { placeId, messageId }, inputId, text: typed }),
    [act, userId, placeId, messageId],
  );
  if (deleted) return <p className="teams-deleted">This message has been deleted.</p>;
  const own = message.cardsFor[userId];
  const card = own ?? message.card;
  return (
    <div className="teams-body">
      {text !== "" && <MessageWords text={text} />}
      {card !== undefined && <DrawTeamsCard card={card} people={people} onAction={press} onSearch={search} />}
      {own !== undefined && <p className="teams-private">👁 Only you see this</p>}
      {notices
        .filter((notice) => notice.messageId === messageId)
        .map((notice) => (
          <div key={notice.id} className="teams-notice" data-from={notice.from} role="status">
            <p>{notice.text}</p>
            <p className="teams-private">👁 Only you see this</p>
          </div>
        ))}
    </div>
  );
}
