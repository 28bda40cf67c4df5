import type { JsonValue } from "@perfecto-bot/simulators/slack";
import { useMemo } from "react";
import type { ReactNode } from "react";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { SlackView } from "../../wire/slack-state.ts";
import type { BlockAction } from "./block-host.ts";
import { BlockHostContext } from "./block-host.ts";
import { createDirectory } from "./directory.ts";
import { DirectoryContext } from "./directory-context.ts";
import { MessageBody } from "./message-body.tsx";
import "./slack-blocks.css";
import "./slack-controls.css";

/** A Slack message as a picture: what it says, without who and when. Buttons work where `onAction` is given. */
export function DrawSlackMessage({
  text,
  blocks,
  view,
  onAction,
}: {
  /** In Slack's markup; drawn where there are no blocks. */
  readonly text: string;
  readonly blocks: readonly JsonValue[];
  readonly view: SlackView;
  readonly onAction?: (action: BlockAction) => Promise<ActionAnswer>;
}): ReactNode {
  const { botUserId, people, channels, userGroups } = view;
  const directory = useMemo(
    () => createDirectory({ botUserId, people, channels, userGroups }),
    [botUserId, people, channels, userGroups],
  );
  const host = useMemo(() => (onAction === undefined ? {} : { onAction }), [onAction]);
  return (
    <DirectoryContext value={directory}>
      <BlockHostContext value={host}>
        <div className="sl-root sl-drawn">
          <MessageBody text={text} blocks={blocks} />
        </div>
      </BlockHostContext>
    </DirectoryContext>
  );
}
