import { createContext } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { MessageRef } from "../pane-props.ts";
import type { Found } from "../typeahead/use-suggestions.ts";
import type { BlockAction } from "./block-host.ts";
import type { Choice, ElementPlace } from "./element-entry.ts";

/** What the person who is played does with messages. The same object as long as it means the same. */
export interface PaneActions {
  readonly press: (channelId: string, ts: string, action: BlockAction) => Promise<ActionAnswer>;
  readonly suggest: (channelId: string, ts: string, place: ElementPlace, value: string) => Promise<Found<Choice>>;
  readonly openThread: (channelId: string, rootTs: string) => void;
  readonly openDetails: (message: MessageRef) => void;
}

/** What can be done with messages; nothing unless somebody says otherwise. */
export const PaneActionsContext = createContext<PaneActions>({
  press: () => Promise.resolve({ ok: false, message: "Nothing can be pressed here." }),
  suggest: () => Promise.resolve({ choices: [], trouble: "Nothing can be chosen here." }),
  openThread: () => undefined,
  openDetails: () => undefined,
});
