import type { ReactNode } from "react";
import { placeTitle } from "./group-places.ts";
import type { PlaceGroup } from "./group-places.ts";

interface PlaceListProps {
  readonly groups: readonly PlaceGroup[];
  readonly botName: string;
  readonly placeId: string | undefined;
  /** Ids of places with something new. */
  readonly unread: ReadonlySet<string>;
  readonly onChoose: (placeId: string) => void;
}

/** The teams with their channels, and the chats: a list where there is room, else a menu. */
export function PlaceList({ groups, botName, placeId, unread, onChoose }: PlaceListProps): ReactNode {
  return (
    <>
      <nav className="teams-places" aria-label="Teams and chats">
        {groups.map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h3>{group.name}</h3>
            <ul>
              {group.places.map((place) => (
                <li key={place.id}>
                  <button
                    type="button"
                    aria-current={place.id === placeId ? "page" : undefined}
                    data-unread={unread.has(place.id)}
                    onClick={() => onChoose(place.id)}
                  >
                    <span className="teams-place-name">{placeTitle(place, botName)}</span>
                    {unread.has(place.id) && <span className="visually-hidden">, unread</span>}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <label className="teams-place-menu">
        <span>Place</span>
        <select value={placeId ?? ""} onChange={(event) => onChoose(event.currentTarget.value)}>
          {groups.map((group) => (
            <optgroup key={group.name} label={group.name}>
              {group.places.map((place) => (
                <option key={place.id} value={place.id}>
                  {unread.has(place.id) ? "● " : ""}
                  {placeTitle(place, botName)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    </>
  );
}
