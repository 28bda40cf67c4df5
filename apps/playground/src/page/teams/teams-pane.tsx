import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { TeamsMessageView, TeamsPlaceView, TeamsView } from "../../wire/teams-state.ts";
import type { MessageRef, PaneProps } from "../pane-props.ts";
import { DialogWindow } from "./dialog-window.tsx";
import { groupPlaces } from "./group-places.ts";
import { MessageMenu } from "./message-menu.tsx";
import type { Onlooker } from "./onlooker.ts";
import { PlaceList } from "./place-list.tsx";
import { PlaceView } from "./place-view.tsx";
import { findUnread, newestByPlace } from "./unread-places.ts";
import "./teams.css";

/** Who is played first. */
const FIRST_PERSON = "Quinn QA";

/** The Teams part of the page: places, conversations with their cards, and whom one plays. */
export function TeamsPane({ view, act, onDetails, reveal }: PaneProps<TeamsView>): ReactNode {
  const { people, places, messages, botName } = view;
  const [chosenUser, setUser] = useState<string>();
  const [chosenPlace, setPlace] = useState<string>();
  const [menu, setMenu] = useState<{ readonly message: TeamsMessageView; readonly button: HTMLElement }>();

  const person =
    people.find(({ id }) => id === chosenUser) ?? people.find(({ name }) => name === FIRST_PERSON) ?? people[0];
  const userId = person?.id ?? "";
  const groups = useMemo(() => groupPlaces(places, userId), [places, userId]);
  const own = groups.flatMap((group) => group.places);
  const chosen = places.find(({ id }) => id === chosenPlace);
  const place =
    own.find(({ id }) => id === chosenPlace) ??
    // Everybody has a chat with the bot of their own.
    (chosen?.kind === "personal" ? own.find(({ kind }) => kind === "personal") : undefined) ??
    liveliestPlace(own, messages);
  const placeId = place?.id;

  const members = place?.members;
  const onlooker = useMemo<Onlooker>(
    () => ({
      userId,
      name: person?.name ?? "",
      botName,
      people: people.filter(({ id }) => members?.includes(id)),
      act,
    }),
    [userId, person?.name, botName, people, members, act],
  );

  // Stays in the place that was shown first, however lively the others become.
  const isPlaceSettled = messages.length > 0;
  useEffect(() => {
    if (isPlaceSettled && placeId !== undefined) setPlace(placeId);
  }, [isPlaceSettled, placeId]);

  const asked = useRef<MessageRef>(undefined);
  const [shown, setShown] = useState<MessageRef>();
  useEffect(() => {
    if (reveal?.chat !== "teams" || reveal === asked.current) return;
    const target = places.find(({ id }) => id === reveal.placeId);
    if (target === undefined) return;
    asked.current = reveal;
    if (!target.members.includes(userId)) setUser(target.members[0]);
    setPlace(target.id);
    setShown(reveal);
  }, [reveal, places, userId]);
  const choosePlace = useCallback((id: string) => {
    setPlace(id);
    setShown(undefined);
  }, []);

  const newest = useMemo(() => newestByPlace(messages), [messages]);
  const seen = useRef<Map<string, string>>(undefined);
  seen.current ??= new Map(newest);
  const shownNewest = placeId === undefined ? undefined : newest.get(placeId);
  if (placeId !== undefined && shownNewest !== undefined) seen.current.set(placeId, shownNewest);
  const unread = findUnread(newest, seen.current);

  const openMenu = useCallback((message: TeamsMessageView, button: HTMLElement) => setMenu({ message, button }), []);
  const closeMenu = useCallback(() => setMenu(undefined), []);

  if (!view.simulated)
    return <p className="teams-elsewhere">A real Teams is connected: what the bot says is there, not on this page.</p>;
  const dialog = view.dialogs.find((one) => one.userId === userId);
  return (
    <div className="teams-pane">
      <header className="teams-bar">
        <h2>
          <span aria-hidden="true" className="teams-logo">
            T
          </span>{" "}
          Teams <small>{view.organisation}</small>
        </h2>
        <label>
          <span>You are</span>
          <select value={userId} onChange={(event) => setUser(event.currentTarget.value)}>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </header>
      <div className="teams-columns">
        <PlaceList groups={groups} botName={botName} placeId={placeId} unread={unread} onChoose={choosePlace} />
        {place === undefined ? (
          <p className="teams-empty">{person?.name ?? "Nobody"} is in no team and no chat.</p>
        ) : (
          <PlaceView
            key={place.id}
            place={place}
            view={view}
            onlooker={onlooker}
            onMore={openMenu}
            reveal={shown?.placeId === place.id ? shown : undefined}
          />
        )}
      </div>
      {menu !== undefined && (
        <MessageMenu
          button={menu.button}
          onClose={closeMenu}
          items={[
            {
              title: "Details",
              onChoose: () => onDetails({ chat: "teams", placeId: menu.message.placeId, id: menu.message.id }),
            },
            {
              title: "Copy text",
              onChoose: () => void navigator.clipboard?.writeText(menu.message.summary || menu.message.text),
            },
          ]}
        />
      )}
      {dialog !== undefined && <DialogWindow dialog={dialog} onlooker={onlooker} />}
    </div>
  );
}

/** The channel where something was said last, so that whoever opens the page sees the product at work. */
function liveliestPlace(
  places: readonly TeamsPlaceView[],
  messages: readonly TeamsMessageView[],
): TeamsPlaceView | undefined {
  const channels = places.filter(({ kind }) => kind === "channel");
  const last = messages.findLast(({ placeId }) => channels.some(({ id }) => id === placeId));
  return channels.find(({ id }) => id === last?.placeId) ?? channels.find(({ hasBot }) => hasBot) ?? places[0];
}
