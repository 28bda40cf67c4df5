import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { ReactNode } from "react";
import { Emoji } from "./emoji.tsx";
import { Mention } from "./mention.tsx";
import { Moment } from "./moment.tsx";
import { readObject, readText } from "./read-json.ts";
import { SafeLink } from "./safe-link.tsx";
import { UnknownBlock } from "./unknown-block.tsx";

/**
 * A run of a rich text: words, a link, a mention, an emoji, a moment, a colour.
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#element-types
 */
export function RichInline({ element }: { readonly element: JsonObject }): ReactNode {
  return styled(<Run element={element} />, readObject(element["style"]));
}

function Run({ element }: { readonly element: JsonObject }): ReactNode {
  const field = (name: string): string => readText(element[name]);
  const type = field("type");
  switch (type) {
    case "text":
      return field("text");
    case "link":
      return <SafeLink url={field("url")}>{field("text") === "" ? field("url") : field("text")}</SafeLink>;
    case "user":
      return <Mention kind="user" id={field("user_id")} />;
    case "usergroup":
      return <Mention kind="group" id={field("usergroup_id")} />;
    case "channel":
      return <Mention kind="channel" id={field("channel_id")} />;
    case "broadcast":
      return <Mention kind="broadcast" id={field("range")} />;
    case "team":
      return <Mention kind="broadcast" id={field("team_id")} />;
    case "emoji":
      return <Emoji name={field("name")} codePoints={field("unicode")} />;
    case "date": {
      const epochS = typeof element["timestamp"] === "number" ? element["timestamp"] : Number.NaN;
      return <Moment epochS={epochS} format={field("format")} fallback={field("fallback")} url={field("url")} />;
    }
    case "color":
      return (
        <>
          <span className="sl-swatch" style={{ background: field("value") }} /> {field("value")}
        </>
      );
    default:
      return <UnknownBlock type={type} />;
  }
}

function styled(run: ReactNode, style: JsonObject): ReactNode {
  let drawn = run;
  if (style["code"] === true) drawn = <code className="sl-code">{drawn}</code>;
  if (style["underline"] === true) drawn = <u>{drawn}</u>;
  if (style["strike"] === true) drawn = <s>{drawn}</s>;
  if (style["italic"] === true) drawn = <i>{drawn}</i>;
  if (style["bold"] === true) drawn = <b>{drawn}</b>;
  return drawn;
}
