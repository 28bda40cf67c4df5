import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { lazy, Suspense } from "react";
import type { ReactNode } from "react";
import { BlockElement } from "./block-element.tsx";
import { DrawingBoundary } from "./drawing-boundary.tsx";
import { ImageBlock } from "./image-block.tsx";
import { InputBlock } from "./input-block.tsx";
import { isLibraryBlock } from "./is-library-block.ts";
import { Picture } from "./picture.tsx";
import { readObject, readObjects, readText } from "./read-json.ts";
import { RichText } from "./rich-text.tsx";
import { SafeLink } from "./safe-link.tsx";
import { TableBlock } from "./table-block.tsx";
import { TextObject } from "./text-object.tsx";
import { UnknownBlock } from "./unknown-block.tsx";

const LibraryBlock = lazy(() => import("./library-block.tsx").then(({ LibraryBlock: block }) => ({ default: block })));

/**
 * One block of a message or a modal.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export function DrawBlock({ block }: { readonly block: JsonObject }): ReactNode {
  const type = readText(block["type"]);
  return (
    <DrawingBoundary type={type}>
      <Shape block={block} type={type} />
    </DrawingBoundary>
  );
}

function Shape({ block, type }: { readonly block: JsonObject; readonly type: string }): ReactNode {
  const blockId = readText(block["block_id"]);
  switch (type) {
    case "rich_text":
      return <RichText block={block} />;
    case "section":
      return <Section block={block} blockId={blockId} />;
    case "context":
      return <Context block={block} />;
    case "actions":
      return (
        <div className="sl-actions">
          {readObjects(block["elements"]).map((element, at) => (
            <BlockElement key={readText(element["action_id"]) || at} element={element} blockId={blockId} />
          ))}
        </div>
      );
    case "input":
      return <InputBlock block={block} />;
    case "header":
      return (
        <div className="sl-header" role="heading" aria-level={4}>
          <TextObject text={readObject(block["text"])} />
        </div>
      );
    case "divider":
      return <hr className="sl-divider" />;
    case "image":
      return <ImageBlock block={block} />;
    case "table":
    case "data_table":
      return <TableBlock block={block} />;
    case "video":
      return <Video block={block} />;
    default:
      if (!isLibraryBlock(block)) return <UnknownBlock type={type} />;
      return (
        <Suspense fallback={<span className="sl-waiting">…</span>}>
          <LibraryBlock block={block} />
        </Suspense>
      );
  }
}

function Section({ block, blockId }: { readonly block: JsonObject; readonly blockId: string }): ReactNode {
  const text = readObject(block["text"]);
  const accessory = readObject(block["accessory"]);
  const fields = readObjects(block["fields"]);
  return (
    <div className="sl-section">
      <div className="sl-section-text">
        {readText(text["text"]) !== "" && <TextObject text={text} />}
        {fields.length > 0 && (
          <div className="sl-fields">
            {fields.map((field, at) => (
              <div key={at}>
                <TextObject text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block["accessory"] !== undefined && (
        <div className="sl-accessory">
          {accessory["type"] === "image" ? (
            <Picture image={accessory} />
          ) : (
            <BlockElement element={accessory} blockId={blockId} name={readText(text["text"])} />
          )}
        </div>
      )}
    </div>
  );
}

function Context({ block }: { readonly block: JsonObject }): ReactNode {
  return (
    <div className="sl-context">
      {readObjects(block["elements"]).map((element, at) =>
        element["type"] === "image" ? <Picture key={at} image={element} /> : <TextObject key={at} text={element} />,
      )}
    </div>
  );
}

/** A video is not played here: nothing is loaded from elsewhere. */
function Video({ block }: { readonly block: JsonObject }): ReactNode {
  const address = readText(block["title_url"]) || readText(block["video_url"]);
  return (
    <div className="sl-text">
      ▶{" "}
      <SafeLink url={address}>
        <TextObject text={readObject(block["title"])} />
      </SafeLink>
    </div>
  );
}
