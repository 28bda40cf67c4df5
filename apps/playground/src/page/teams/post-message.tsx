import { useRef } from "react";
import type { ReactNode } from "react";
import type { TeamsMessageView, TeamsNoticeView } from "../../wire/teams-state.ts";
import type { MessageRef } from "../pane-props.ts";
import { Avatar } from "./avatar.tsx";
import { formatTime } from "./format-moment.ts";
import { MessageBody } from "./message-body.tsx";
import { MessageHead } from "./message-head.tsx";
import type { Onlooker } from "./onlooker.ts";
import { useReveal } from "./use-reveal.ts";
import "./post-message.css";

interface PostMessageProps {
  readonly message: TeamsMessageView;
  readonly look: "post" | "reply" | "bubble";
  readonly notices: readonly TeamsNoticeView[];
  readonly onlooker: Onlooker;
  readonly onMore: (message: TeamsMessageView, button: HTMLElement) => void;
  readonly reveal: MessageRef | undefined;
}

/** One message: a channel's post, a reply to one, or a bubble of a chat. */
export function PostMessage({ message, look, notices, onlooker, onMore, reveal }: PostMessageProps): ReactNode {
  const element = useRef<HTMLElement>(null);
  useReveal(element, reveal?.id === message.id ? reveal : undefined);
  const isOwn = !message.fromBot && message.fromName === onlooker.name;
  return (
    <article
      ref={element}
      className="teams-message"
      data-look={look}
      data-own={look === "bubble" && isOwn}
      data-id={message.id}
      aria-label={`${message.fromName}, ${formatTime(message.atMs)}`}
    >
      <Avatar name={message.fromName} isBot={message.fromBot} />
      <div className="teams-said">
        <MessageHead message={message} onMore={onMore} />
        <MessageBody message={message} notices={notices} onlooker={onlooker} />
      </div>
    </article>
  );
}
