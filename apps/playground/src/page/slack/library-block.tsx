import { useContext } from "react";
import type { ReactNode } from "react";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";
import { DirectoryContext } from "./directory-context.ts";
import { Emoji } from "./emoji.tsx";
import type { LibraryBlock } from "./is-library-block.ts";
import { Mention } from "./mention.tsx";
import { Moment } from "./moment.tsx";
import { SafeLink } from "./safe-link.tsx";

/** A block as slack-blocks-to-jsx draws it, with our own links, mentions, moments and emoji in it. */
export function LibraryBlock({ block }: { readonly block: LibraryBlock }): ReactNode {
  const { channels, people } = useContext(DirectoryContext);
  return (
    <div className="sl-library">
      <Message
        blocks={[block]}
        name=""
        logo=""
        theme="light"
        withoutWrapper
        data={{
          users: people.map(({ id, realName }) => ({ id, name: realName })),
          channels: channels.map(({ id, name }) => ({ id, name })),
        }}
        hooks={{
          user: ({ id }) => <Mention kind="user" id={id} />,
          channel: ({ id }) => <Mention kind="channel" id={id} />,
          usergroup: ({ id }) => <Mention kind="group" id={id} />,
          atHere: () => <Mention kind="broadcast" id="here" />,
          atChannel: () => <Mention kind="broadcast" id="channel" />,
          atEveryone: () => <Mention kind="broadcast" id="everyone" />,
          emoji: ({ name }) => <Emoji name={name} />,
          link: ({ href, children }) => <SafeLink url={href}>{children}</SafeLink>,
          date: ({ timestamp, format, fallback, link }) => (
            <Moment epochS={Number(timestamp)} format={format} fallback={fallback} url={link ?? ""} />
          ),
        }}
      />
    </div>
  );
}
