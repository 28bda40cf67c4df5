import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { ReactNode } from "react";
import { Picture } from "./picture.tsx";
import { readObject, readText } from "./read-json.ts";
import { TextObject } from "./text-object.tsx";

/**
 * An image block, with its title above. Pressed, it is shown larger.
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
      <Picture image={block} canEnlarge />
    </figure>
  );
}
