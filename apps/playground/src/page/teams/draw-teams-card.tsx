import {
  type Action,
  AdaptiveCard,
  ExecuteAction,
  GlobalSettings,
  HostConfig,
  OpenUrlAction,
  SerializationContext,
  SubmitAction,
} from "adaptivecards";
import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import { memo, useLayoutEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import type { TeamsPersonView } from "../../wire/teams-state.ts";
import { cardPress } from "./card-press.ts";
import type { CardPress } from "./card-press.ts";
import { prepareCard } from "./prepare-card.ts";
import { renderMarkdown } from "./render-markdown.ts";
import type { SearchCard } from "./search-field.tsx";
import { SearchField } from "./search-field.tsx";
import { SearchedChoices } from "./searched-choices.ts";
import { TEAMS_LOOK } from "./teams-look.ts";
import { webAddress } from "./web-address.ts";
import "./teams-card.css";

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = renderMarkdown(text);
  result.didProcess = true;
};

// Buttons beyond those that fit are in a menu, as in Teams, instead of nowhere.
GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;

const LOOK = new HostConfig(TEAMS_LOOK);
const NOBODY: readonly TeamsPersonView[] = [];

interface DrawTeamsCardProps {
  readonly card: JsonObject;
  /** Somebody presses a button that comes back to the bot; it is busy until the promise ends. Without it, none can be pressed. */
  readonly onAction?: (press: CardPress) => Promise<unknown>;
  /** Somebody types in an input whose choices the bot searches for. */
  readonly onSearch?: SearchCard;
  /** Who can be chosen in people pickers. */
  readonly people?: readonly TeamsPersonView[];
}

/**
 * An Adaptive Card, drawn by Microsoft's renderer to look as in Teams. It is drawn again only when the card says
 * something else, so that what was entered in it stays.
 * @see https://www.npmjs.com/package/adaptivecards
 */
export const DrawTeamsCard = memo(function DrawTeamsCard({
  card,
  onAction,
  onSearch,
  people = NOBODY,
}: DrawTeamsCardProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef("");
  const acting = useRef(onAction);
  const [fields, setFields] = useState<readonly SearchedChoices[]>([]);
  const canAct = onAction !== undefined;

  useLayoutEffect(() => {
    acting.current = onAction;
  }, [onAction]);

  useLayoutEffect(() => {
    const place = host.current;
    if (place === null) return;
    const prepared = prepareCard(card, people);
    const key = `${canAct} ${JSON.stringify(prepared)}`;
    if (drawn.current === key) return;
    drawn.current = key;
    const hadFocus = place.contains(document.activeElement);
    const { element, searched } = drawCard(prepared, canAct, (action) => void press(place, action, acting.current));
    place.replaceChildren(element);
    setFields(searched);
    if (hadFocus) place.focus({ preventScroll: true });
  }, [card, people, canAct]);

  const { msteams } = card;
  const width = isObject(msteams) ? msteams["width"] : undefined;
  const isWide = typeof width === "string" && width.toLowerCase() === "full";
  return (
    <>
      <div ref={host} className="teams-card" data-wide={isWide} tabIndex={-1} />
      {fields.map((input) =>
        createPortal(<SearchField input={input} onSearch={canAct ? onSearch : undefined} />, input.host, input.id),
      )}
    </>
  );
});

interface DrawnCard {
  readonly element: HTMLElement;
  /** The inputs whose fields are still to be drawn into their hosts. */
  readonly searched: readonly SearchedChoices[];
}

function drawCard(json: JsonObject, canAct: boolean, onPress: (action: Action) => void): DrawnCard {
  try {
    const card = new AdaptiveCard();
    card.hostConfig = LOOK;
    card.onExecuteAction = onPress;
    card.parse(json);
    if (!canAct) for (const action of card.getAllActions()) if (comesBack(action)) action.isEnabled = false;
    card.onInlineCardExpanded = () => card.renderedElement && tameLinks(card.renderedElement);
    const element = card.render();
    if (element !== undefined) {
      // The renderer gives the whole card a tab stop of its own, which leads nowhere.
      element.removeAttribute("tabindex");
      tameLinks(element);
      return { element, searched: card.getAllInputs().filter((input) => input instanceof SearchedChoices) };
    }
  } catch (error) {
    console.error("A card could not be drawn", error);
  }
  const instead = document.createElement("p");
  const { fallbackText } = json;
  instead.textContent = typeof fallbackText === "string" ? fallbackText : "This card could not be drawn.";
  return { element: instead, searched: [] };
}

/** Addresses that are none of the web are no links, and none of them is told where it was found. */
function tameLinks(element: HTMLElement): void {
  for (const anchor of element.querySelectorAll("a")) {
    if (webAddress(anchor.getAttribute("href") ?? "") === undefined) anchor.removeAttribute("href");
    anchor.rel = "noreferrer noopener";
  }
}

async function press(place: HTMLElement, action: Action, act: DrawTeamsCardProps["onAction"]): Promise<void> {
  if (action instanceof OpenUrlAction) {
    const url = webAddress(action.url ?? "");
    if (url !== undefined) window.open(url, "_blank", "noreferrer,noopener");
    return;
  }
  if (act === undefined || !comesBack(action) || place.ariaBusy === "true") return;
  const pressed = cardPress({
    json: action.toJSON(new SerializationContext()),
    inputs: action.getReferencedInputs() ?? {},
  });
  if (pressed === undefined) return;
  const button = action.renderedElement;
  place.ariaBusy = "true";
  button?.classList.add("is-busy");
  try {
    await act(pressed);
  } finally {
    place.ariaBusy = null;
    button?.classList.remove("is-busy");
  }
}

function comesBack(action: Action): boolean {
  return action instanceof ExecuteAction || action instanceof SubmitAction;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
