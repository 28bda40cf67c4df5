import { createContext } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { Found } from "../typeahead/use-suggestions.ts";
import type { Choice, ElementPlace, Entry } from "./element-entry.ts";
import type { Drafts } from "./modal-drafts.ts";

/** Somebody acts on an element; `choose` of anything but a button. */
export interface BlockAction extends ElementPlace {
  readonly choose?: Entry;
}

/** What blocks need of where they stand. */
export interface BlockHost {
  /** Carries out what somebody does; absent in a picture, where nothing can be pressed. */
  readonly onAction?: (action: BlockAction) => Promise<ActionAnswer>;
  /** The options for what somebody types in a menu. */
  readonly suggest?: (place: ElementPlace, value: string) => Promise<Found<Choice>>;
  /** What was entered in a modal's fields; absent in messages. */
  readonly drafts?: Drafts;
  readonly setDraft?: (place: ElementPlace, type: string, entry: Entry) => void;
}

/** Where blocks stand; a picture unless somebody says otherwise. */
export const BlockHostContext = createContext<BlockHost>({});
