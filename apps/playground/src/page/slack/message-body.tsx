import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import type { ReactNode } from "react";
import type { SlackFileView } from "../../wire/slack-state.ts";
import { DrawBlocks } from "./draw-blocks.tsx";
import { Mrkdwn } from "./mrkdwn.tsx";
import { readList, readObjects, readText } from "./read-json.ts";
import { safePicture } from "./safe-href.ts";
import { SafeLink } from "./safe-link.tsx";

const PICTURE = /\.(?:png|jpe?g|gif|webp|svg)$/iu;

/** What a message says: its blocks, or its text where it has none; then attachments and files. */
export function MessageBody({
  text,
  blocks,
  attachments = [],
  files = [],
}: {
  readonly text: string;
  readonly blocks: readonly JsonValue[];
  readonly attachments?: readonly JsonValue[];
  readonly files?: readonly SlackFileView[];
}): ReactNode {
  return (
    <div className="sl-body">
      {blocks.length > 0 ? <DrawBlocks blocks={blocks} /> : text !== "" && <Mrkdwn text={text} />}
      {readObjects(attachments).map((attachment, at) => (
        <Attachment key={at} attachment={attachment} />
      ))}
      {files.map((file) => (
        <File key={file.id} file={file} />
      ))}
    </div>
  );
}

function Attachment({ attachment }: { readonly attachment: JsonObject }): ReactNode {
  const field = (name: string): string => readText(attachment[name]);
  const color = /^#?[\da-f]{6}$/iu.test(field("color")) ? `#${field("color").replace("#", "")}` : undefined;
  const blocks = readList(attachment["blocks"]);
  return (
    <div className="sl-attachment" style={{ borderColor: color }}>
      {field("title") !== "" && (
        <b>
          <SafeLink url={field("title_link")}>{field("title")}</SafeLink>
        </b>
      )}
      {blocks.length > 0 ? <DrawBlocks blocks={blocks} /> : <Mrkdwn text={field("text") || field("fallback")} />}
    </div>
  );
}

function File({ file }: { readonly file: SlackFileView }): ReactNode {
  const src = safePicture(file.url);
  const title = file.title === "" ? file.name : file.title;
  if (src === undefined) return <span className="sl-file">📎 {title}</span>;
  return (
    <figure className="sl-image">
      <figcaption>{title}</figcaption>
      <a href={src} target="_blank" rel="noreferrer" aria-label={`Open ${title}`}>
        {PICTURE.test(file.name) ? (
          <img src={src} alt={title} loading="lazy" />
        ) : (
          <span className="sl-file">📎 {file.name}</span>
        )}
      </a>
    </figure>
  );
}
