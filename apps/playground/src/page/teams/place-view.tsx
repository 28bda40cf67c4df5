import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { TeamsMessageView, TeamsPlaceView, TeamsView } from "../../wire/teams-state.ts";
import type { MessageRef } from "../pane-props.ts";
import { arrangePlace } from "./arrange-place.ts";
import { ChatMessage } from "./chat-message.tsx";
import { ComposeBox } from "./compose-box.tsx";
import { formatDay } from "./format-moment.ts";
import { placeTitle } from "./group-places.ts";
import type { Onlooker } from "./onlooker.ts";
import { ThreadPost } from "./thread-post.tsx";
import { useStickToEnd } from "./use-stick-to-end.ts";
import "./place-view.css";

/** How many conversations are shown at first, and with each wish for earlier ones. */
const STEP = 100;

interface PlaceViewProps {
  readonly place: TeamsPlaceView;
  readonly view: TeamsView;
  readonly onlooker: Onlooker;
  readonly onMore: (message: TeamsMessageView, button: HTMLElement) => void;
  readonly reveal: MessageRef | undefined;
}

/** A channel with its conversations, or a chat with its bubbles, and the box to write there. */
export function PlaceView({ place, view, onlooker, onMore, reveal }: PlaceViewProps): ReactNode {
  const { messages, notices, botName } = view;
  const { userId, act } = onlooker;
  const threads = useMemo(
    () => arrangePlace({ messages, notices }, place.id, userId),
    [messages, notices, place.id, userId],
  );
  const [most, setMost] = useState(STEP);
  const { scroller, content, isAtEnd, toEnd, letGo } = useStickToEnd(place.id);
  const below = useRef<number>(undefined);
  const revealedAt =
    reveal === undefined
      ? -1
      : threads.findIndex(({ id, replies }) => id === reveal.id || replies.some((reply) => reply.id === reveal.id));
  const isRevealing = revealedAt >= 0;
  useEffect(() => {
    if (isRevealing) letGo();
  }, [isRevealing, reveal, letGo]);

  const isChannel = place.kind === "channel";
  const from = Math.max(0, Math.min(threads.length - most, isRevealing ? revealedAt : threads.length));
  const shown = threads.slice(from);
  const showEarlier = (): void => {
    const box = scroller.current;
    letGo();
    below.current = box === null ? undefined : box.scrollHeight - box.scrollTop;
    setMost(threads.length - from + STEP);
  };
  // What was in view stays in view, with the earlier ones above it.
  useLayoutEffect(() => {
    if (scroller.current !== null && below.current !== undefined)
      scroller.current.scrollTop = scroller.current.scrollHeight - below.current;
    below.current = undefined;
  }, [from, scroller]);
  const nowMs = Date.now();
  const title = placeTitle(place, botName);
  const send = async (text: string): Promise<boolean> => {
    toEnd();
    return (await act({ kind: "teams-say", userId, placeId: place.id, text })).ok;
  };
  let dayBefore = "";
  return (
    <section className="teams-place" aria-label={isChannel ? `Channel ${title}` : `Chat ${title}`}>
      <header className="teams-place-head">
        <h3>{title}</h3>
        <p>{describePlace(place)}</p>
      </header>
      <div ref={scroller} className="teams-scroller" tabIndex={0} role="region" aria-label={`Messages in ${title}`}>
        <div ref={content} className="teams-messages" data-kind={isChannel ? "channel" : "chat"}>
          {from > 0 && (
            <button type="button" className="teams-earlier" onClick={showEarlier}>
              Show earlier
            </button>
          )}
          {threads.length === 0 && <EmptyPlace isPersonal={place.kind === "personal"} botName={botName} />}
          {shown.map((thread, at) => {
            const day = formatDay(thread.root?.atMs ?? thread.replies[0]?.atMs ?? nowMs, nowMs);
            const isNewDay = day !== dayBefore;
            dayBefore = day;
            const revealed = isRevealing && from + at === revealedAt ? reveal : undefined;
            return (
              <div key={thread.id} className="teams-item">
                {isNewDay && (
                  <p className="teams-day">
                    <span>{day}</span>
                  </p>
                )}
                {isChannel ? (
                  <ThreadPost
                    thread={thread}
                    placeId={place.id}
                    onlooker={onlooker}
                    onMore={onMore}
                    reveal={revealed}
                  />
                ) : (
                  <ChatMessage thread={thread} onlooker={onlooker} onMore={onMore} reveal={revealed} />
                )}
              </div>
            );
          })}
        </div>
      </div>
      <div className="teams-latest">
        {!isAtEnd && (
          <button type="button" onClick={toEnd}>
            <span aria-hidden="true">↓</span> Latest
          </button>
        )}
      </div>
      <ComposeBox
        key={place.id}
        label={isChannel ? "New post" : "Message"}
        placeholder={place.kind === "personal" ? "Ask: help, status, why …" : `@${botName} and a command`}
        botName={botName}
        isPersonal={place.kind === "personal"}
        onSend={send}
      />
    </section>
  );
}

function EmptyPlace({ isPersonal, botName }: { readonly isPersonal: boolean; readonly botName: string }): ReactNode {
  return (
    <p className="teams-empty">
      Nothing here yet. Write <b>{isPersonal ? "help" : `@${botName} help`}</b>.
    </p>
  );
}

function describePlace({ kind, team, members, hasBot }: TeamsPlaceView): string {
  if (kind === "personal") return "Chat with the app";
  const people = `${members.length} ${members.length === 1 ? "member" : "members"}`;
  return [kind === "channel" ? team : "Group chat", people, hasBot ? undefined : "without the app"]
    .filter((part) => part !== undefined)
    .join(" · ");
}
