import { useMemo } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { PlaygroundAction } from "../../wire/playground-action.ts";
import type { MessageRef } from "../pane-props.ts";
import type { PaneProps } from "../pane-props.ts";
import type { SlackView } from "../../wire/slack-state.ts";
import type { Found } from "../typeahead/use-suggestions.ts";
import type { Choice, ElementPlace, Entry } from "./element-entry.ts";
import { choicesOf } from "./element-entry.ts";
import type { ModalActions } from "./modal-dialog.tsx";
import type { PaneActions } from "./pane-actions-context.ts";

/** Everything a person does in the workspace, told to the world as that person's. */
export function usePaneActions(
  act: PaneProps<SlackView>["act"],
  userId: string,
  openThread: (channelId: string, rootTs: string) => void,
  openDetails: (message: MessageRef) => void,
): { readonly messages: PaneActions; readonly modal: ModalActions; readonly say: Say } {
  return useMemo(() => {
    const suggest = async (where: SuggestPlace, place: ElementPlace, value: string): Promise<Found<Choice>> => {
      const answer = await act({ kind: "slack-suggest", userId, in: where, ...place, value });
      if (!answer.ok) return { choices: [], trouble: answer.message };
      return { choices: choicesOf(answer.options), trouble: answer.trouble ?? "" };
    };
    return {
      messages: {
        press: (channelId, ts, { choose, ...place }) =>
          act({ kind: "slack-click", userId, in: { channelId, ts }, ...place, ...chosen(choose) }),
        suggest: (channelId, ts, place, value) => suggest({ channelId, ts }, place, value),
        openThread,
        openDetails,
      },
      modal: {
        press: ({ choose, ...place }) => act({ kind: "slack-click", userId, in: "modal", ...place, ...chosen(choose) }),
        suggest: (place, value) => suggest("modal", place, value),
        submit: (values) => act({ kind: "slack-submit-modal", userId, values }),
        close: () => act({ kind: "slack-close-modal", userId }),
      },
      say: (channelId, text, threadTs) =>
        act({ kind: "slack-say", userId, channelId, text, ...(threadTs === undefined ? {} : { threadTs }) }),
    };
  }, [act, userId, openThread, openDetails]);
}

type SuggestPlace = Extract<PlaygroundAction, { readonly kind: "slack-suggest" }>["in"];

/** Writes something in a channel, or in one of its threads. */
export type Say = (channelId: string, text: string, threadTs?: string) => Promise<ActionAnswer>;

function chosen(choose: Entry | undefined): { choose?: string | string[] } {
  if (choose === undefined) return {};
  return { choose: typeof choose === "string" ? choose : [...choose] };
}
