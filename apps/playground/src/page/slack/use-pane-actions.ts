import { useMemo } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { MessageRef } from "../pane-props.ts";
import type { PaneProps } from "../pane-props.ts";
import type { SlackView } from "../../wire/slack-state.ts";
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
    const suggest = async (place: ElementPlace, value: string): Promise<readonly Choice[]> => {
      const answer = await act({ kind: "slack-suggest", userId, ...place, value });
      return answer.ok ? choicesOf(answer.options) : [];
    };
    return {
      messages: {
        press: (channelId, ts, { choose, ...place }) =>
          act({ kind: "slack-click", userId, in: { channelId, ts }, ...place, ...chosen(choose) }),
        suggest,
        openThread,
        openDetails,
      },
      modal: {
        press: ({ choose, ...place }) => act({ kind: "slack-click", userId, in: "modal", ...place, ...chosen(choose) }),
        suggest,
        submit: (values) => act({ kind: "slack-submit-modal", userId, values }),
        close: () => act({ kind: "slack-close-modal", userId }),
      },
      say: (channelId, text, threadTs) =>
        act({ kind: "slack-say", userId, channelId, text, ...(threadTs === undefined ? {} : { threadTs }) }),
    };
  }, [act, userId, openThread, openDetails]);
}

/** Writes something in a channel, or in one of its threads. */
export type Say = (channelId: string, text: string, threadTs?: string) => Promise<ActionAnswer>;

function chosen(choose: Entry | undefined): { choose?: string | string[] } {
  if (choose === undefined) return {};
  return { choose: typeof choose === "string" ? choose : [...choose] };
}
