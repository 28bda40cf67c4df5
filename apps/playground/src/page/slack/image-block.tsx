import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useState } from "react";
import type { ReactNode } from "react";
import { readObject, readText } from "./read-json.ts";
import { safePicture } from "./safe-href.ts";
import { TextObject } from "./text-object.tsx";

/**
 * An image block, with its title above.
 * @see https://docs.slack.dev/reference/block-kit/blocks/image-block
 */
export function ImageBlock({ block }: { readonly block: JsonObject }): ReactNode {
  const title = readObject(block["title"]);
  return (
    <figure className="sl-image">
      {readText(title["text"]) !== "" && (
        <figcaption>
          <TextObject text={title} />
        </figcaption>
      )}
      <Picture image={block} />
    </figure>
  );
}

/** The picture of an image block or element; its words where it cannot be loaded. */
export function Picture({ image }: { readonly image: JsonObject }): ReactNode {
  const [failedAt, setFailedAt] = useState("");
  const fileId = readText(readObject(image["slack_file"])["id"]);
  const address = fileId === "" ? readText(image["image_url"]) : `/api/slack/files/${encodeURIComponent(fileId)}`;
  const src = safePicture(address);
  const alt = readText(image["alt_text"]);
  if (src === undefined || failedAt === src)
    return <span className="sl-no-picture">{alt === "" ? "Picture" : alt}</span>;
  return <img src={src} alt={alt} loading="lazy" onError={() => setFailedAt(src)} />;
}
