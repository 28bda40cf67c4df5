import { memo, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import type { SlackWhisperView } from "../../wire/slack-state.ts";
import { BlockHostContext } from "./block-host.ts";
import { DirectoryContext } from "./directory-context.ts";
import { MessageBody } from "./message-body.tsx";
import { MessageFrame } from "./message-frame.tsx";
import { PaneActionsContext } from "./pane-actions-context.ts";

/** A message that the person who is played alone sees. */
export const WhisperRow = memo(function WhisperRow({
  whisper,
  highlighted,
}: {
  readonly whisper: SlackWhisperView;
  readonly highlighted: boolean;
}): ReactNode {
  const { press, suggest } = useContext(PaneActionsContext);
  const { botUserId } = useContext(DirectoryContext);
  const { channelId, ts, text, blocks } = whisper;
  const isApp = whisper.from === "app";
  const host = useMemo(
    () => ({ onAction: press.bind(undefined, channelId, ts), suggest: suggest.bind(undefined, channelId, ts) }),
    [press, suggest, channelId, ts],
  );
  return (
    <MessageFrame
      ts={ts}
      userId={isApp ? botUserId : "slackbot"}
      isApp={isApp}
      {...(isApp ? {} : { name: "Slackbot" })}
      compact={false}
      highlighted={highlighted}
      note={
        <>
          <svg
            viewBox="0 0 20 20"
            width="13"
            height="13"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
          >
            <path d="M1.8 10S5 4.5 10 4.5 18.2 10 18.2 10 15 15.5 10 15.5 1.8 10 1.8 10Z" />
            <circle cx="10" cy="10" r="2.6" />
          </svg>{" "}
          Only visible to you
        </>
      }
    >
      <BlockHostContext value={host}>
        <MessageBody text={text} blocks={blocks} />
      </BlockHostContext>
    </MessageFrame>
  );
});
