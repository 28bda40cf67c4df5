import { useCallback, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { SlackView } from "../../wire/slack-state.ts";
import type { PaneProps } from "../pane-props.ts";
import { ChannelList, ChannelSign } from "./channel-list.tsx";
import { findCurrent, listChannel, listConversations, listThread, summariseThreads } from "./conversation.ts";
import type { Target } from "./conversation-log.tsx";
import { ConversationLog } from "./conversation-log.tsx";
import { APP_NAME, createDirectory } from "./directory.ts";
import { DirectoryContext, ReaderContext } from "./directory-context.ts";
import { findRevealed } from "./find-revealed.ts";
import { MessageBox } from "./message-box.tsx";
import { ModalDialog } from "./modal-dialog.tsx";
import { PaneActionsContext } from "./pane-actions-context.ts";
import { ThreadPane } from "./thread-pane.tsx";
import { usePaneActions } from "./use-pane-actions.ts";
import { useReads } from "./use-reads.ts";
import { WorkspaceBar } from "./workspace-bar.tsx";
import "./slack-blocks.css";
import "./slack-controls.css";
import "./slack-modal.css";
import "./slack-pane.css";
import "./slack-messages.css";
import "./slack-writing.css";
import "./slack-widths.css";

/** The simulated Slack workspace, played as one of its people. */
export function SlackPane(props: PaneProps<SlackView>): ReactNode {
  if (props.view.simulated) return <Workspace {...props} />;
  return (
    <div className="sl-root sl-elsewhere">
      <p>A real Slack workspace is connected. Open Slack to see what the bot posts there.</p>
    </div>
  );
}

function Workspace({ view, act, onDetails, reveal }: PaneProps<SlackView>): ReactNode {
  const { botUserId, people, channels, userGroups, messages, whispers } = view;
  const directory = useMemo(
    () => createDirectory({ botUserId, people, channels, userGroups }),
    [botUserId, people, channels, userGroups],
  );
  const [played, setPlayed] = useState<string>();
  const userId = directory.people.find(({ id }) => id === played)?.id ?? directory.people[0]?.id ?? "";
  const botName = directory.userName(botUserId) ?? APP_NAME;
  const conversations = useMemo(
    () => listConversations({ channels, botUserId }, userId, botName),
    [channels, botUserId, userId, botName],
  );
  const [opened, setOpened] = useState<string>();
  const current = findCurrent(conversations, view, opened);
  const channelId = current?.id ?? "";
  const [thread, setThread] = useState<{ readonly channelId: string; readonly rootTs: string }>();
  const rootTs = thread?.channelId === channelId ? thread.rootTs : undefined;
  const [listOpen, setListOpen] = useState(false);
  const [target, setTarget] = useState<Target & { readonly inThread: boolean }>();
  const unread = useReads(messages, conversations, userId, channelId);

  const openThread = useCallback((where: string, root: string) => setThread({ channelId: where, rootTs: root }), []);
  const actions = usePaneActions(act, userId, openThread, onDetails);

  useEffect(() => {
    if (reveal?.chat !== "slack") return;
    const found = findRevealed(view, reveal.placeId, reveal.id, userId);
    if (found === undefined) return;
    setPlayed(found.userId);
    setOpened(found.channelId);
    setThread(found.rootTs === undefined ? undefined : { channelId: found.channelId, rootTs: found.rootTs });
    setTarget({ ts: found.ts, inThread: found.rootTs !== undefined });
    // Only a new wish moves the page; what comes in meanwhile does not.
  }, [reveal]);

  const threads = useMemo(() => summariseThreads(messages, channelId), [messages, channelId]);
  const conversation = useMemo(
    () => listChannel({ messages, whispers }, channelId, userId),
    [messages, whispers, channelId, userId],
  );
  const threadLines = useMemo(
    () => (rootTs === undefined ? [] : listThread({ messages, whispers }, channelId, rootTs, userId)),
    [messages, whispers, channelId, rootTs, userId],
  );
  const modal = view.modals.find((open) => open.userId === userId);
  const open = (id: string): void => {
    setOpened(id);
    setThread(undefined);
    setListOpen(false);
  };
  if (current === undefined) return null;
  const shownName = current.kind === "im" ? current.name : `#${current.name}`;
  const others = directory.people.filter(({ id }) => id !== userId);
  const newElsewhere = [...unread.values()].reduce((sum, count) => sum + count, 0);

  return (
    <DirectoryContext value={directory}>
      <ReaderContext value={userId}>
        <PaneActionsContext value={actions.messages}>
          <div className="sl-root sl-pane">
            <div className="sl-frame" inert={modal !== undefined}>
              <WorkspaceBar
                workspace={view.workspace}
                people={directory.people}
                userId={userId}
                onPlay={(id) => {
                  setPlayed(id);
                  setThread(undefined);
                }}
              />
              <div className={listOpen ? "sl-columns sl-list-open" : "sl-columns"}>
                <ChannelList
                  conversations={conversations}
                  unread={unread}
                  current={channelId}
                  botUserId={botUserId}
                  onOpen={open}
                />
                <section className="sl-main" aria-label={shownName}>
                  <header className="sl-title">
                    <button
                      type="button"
                      className="sl-list-opener"
                      aria-expanded={listOpen}
                      onClick={() => setListOpen(!listOpen)}
                    >
                      ☰<span className="visually-hidden"> Conversations</span>
                      {newElsewhere > 0 && <span className="sl-count">{newElsewhere > 99 ? "99+" : newElsewhere}</span>}
                    </button>
                    <h3>
                      <ChannelSign conversation={current} botUserId={botUserId} />
                      {current.name}
                    </h3>
                    {current.kind === "im" && <span className="sl-badge">APP</span>}
                  </header>
                  <ConversationLog
                    key={`${userId} ${channelId}`}
                    label={`Messages in ${shownName}`}
                    conversation={conversation}
                    threads={threads}
                    target={target?.inThread === false ? target : undefined}
                    beginning={<p className="sl-beginning">This is the very beginning of {shownName}.</p>}
                  />
                  <MessageBox
                    key={channelId}
                    label={`Message ${shownName}`}
                    placeholder={`Message ${shownName}, or type /perfecto`}
                    people={others}
                    onSend={(text) => actions.say(channelId, text)}
                  />
                </section>
                {rootTs !== undefined && (
                  <ThreadPane
                    key={rootTs}
                    rootTs={rootTs}
                    channelName={shownName}
                    thread={threadLines}
                    people={others}
                    target={target?.inThread === true ? target : undefined}
                    onSend={(text) => actions.say(channelId, text, rootTs)}
                    onClose={() => setThread(undefined)}
                  />
                )}
              </div>
            </div>
            {modal !== undefined && <ModalDialog key={modal.id} modal={modal} actions={actions.modal} />}
          </div>
        </PaneActionsContext>
      </ReaderContext>
    </DirectoryContext>
  );
}
