import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { ReactNode } from "react";
import { readObjects, readText } from "./read-json.ts";
import { RichInline } from "./rich-inline.tsx";
import { UnknownBlock } from "./unknown-block.tsx";

/**
 * A rich text block.
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function RichText({ block }: { readonly block: JsonObject }): ReactNode {
  const parts = readObjects(block["elements"]);
  return (
    <div className="sl-rich">
      {parts.map((part, at) => (
        <Part key={at} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: JsonObject }): ReactNode {
  const type = readText(part["type"]);
  const elements = readObjects(part["elements"]);
  const inline = elements.map((element, at) => <RichInline key={at} element={element} />);
  switch (type) {
    case "rich_text_section":
      return <div className="sl-text">{inline}</div>;
    case "rich_text_quote":
      return <blockquote className="sl-quote sl-text">{inline}</blockquote>;
    case "rich_text_preformatted":
      return (
        <pre className="sl-pre">
          <code>{inline}</code>
        </pre>
      );
    case "rich_text_list": {
      const items = elements.map((element, at) => (
        <li key={at}>
          <Part part={element} />
        </li>
      ));
      // A list that was interrupted by an indented one goes on counting.
      const start = typeof part["offset"] === "number" ? part["offset"] + 1 : 1;
      const indent = typeof part["indent"] === "number" ? part["indent"] : 0;
      const className = part["border"] === 1 ? "sl-list sl-quote" : "sl-list";
      const style = { marginInlineStart: `${indent * 22}px` };
      return part["style"] === "ordered" ? (
        <ol className={className} style={style} start={start}>
          {items}
        </ol>
      ) : (
        <ul className={className} style={style} data-indent={indent % 3}>
          {items}
        </ul>
      );
    }
    default:
      return <UnknownBlock type={type} />;
  }
}
