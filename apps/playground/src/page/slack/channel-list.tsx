import type { ReactNode } from "react";
import { Avatar } from "./avatar.tsx";
import type { Conversation } from "./conversation.ts";

/** The conversations at the side, those with something new in bold. */
export function ChannelList({
  conversations,
  unread,
  current,
  botUserId,
  onOpen,
}: {
  readonly conversations: readonly Conversation[];
  /** How many messages are new, by conversation id. */
  readonly unread: ReadonlyMap<string, number>;
  readonly current: string;
  readonly botUserId: string;
  readonly onOpen: (id: string) => void;
}): ReactNode {
  const rooms = conversations.filter(({ kind }) => kind !== "im");
  const direct = conversations.filter(({ kind }) => kind === "im");
  const entry = (conversation: Conversation): ReactNode => {
    const count = unread.get(conversation.id) ?? 0;
    return (
      <li key={conversation.id}>
        <button
          type="button"
          className={count > 0 ? "sl-channel sl-channel-new" : "sl-channel"}
          aria-current={conversation.id === current ? "page" : undefined}
          onClick={() => onOpen(conversation.id)}
        >
          <ChannelSign conversation={conversation} botUserId={botUserId} />
          <span className="sl-channel-name">{conversation.name}</span>
          {count > 0 && (
            <span className="sl-count">
              {count > 99 ? "99+" : count}
              <span className="visually-hidden"> unread</span>
            </span>
          )}
        </button>
      </li>
    );
  };
  return (
    <nav className="sl-side" aria-label="Slack conversations">
      <h3>Channels</h3>
      <ul aria-label="Channels">{rooms.map(entry)}</ul>
      <h3>Direct messages</h3>
      <ul aria-label="Direct messages">{direct.map(entry)}</ul>
    </nav>
  );
}

/** What stands before a conversation's name. */
export function ChannelSign({
  conversation,
  botUserId,
}: {
  readonly conversation: Conversation;
  readonly botUserId: string;
}): ReactNode {
  if (conversation.kind === "im") return <Avatar id={botUserId} name="" isApp size={18} />;
  return (
    <span className="sl-hash" aria-hidden="true">
      {conversation.kind === "private" ? "🔒" : "#"}
    </span>
  );
}
