import { LIMITS } from "../limits.ts";
import type { Check } from "./check.ts";
import { boolean, integer, list, literal, object, text, url, variant } from "./check.ts";

const style = {
  style: object(
    {},
    {
      bold: boolean,
      italic: boolean,
      strike: boolean,
      code: boolean,
      underline: boolean,
      highlight: boolean,
      client_highlight: boolean,
      unlink: boolean,
    },
  ),
};
const id = text(255, 1);
const kind = (name: string): { type: Check } => ({ type: literal(name) });

const runs = {
  text: object({ ...kind("text"), text: text(LIMITS.blocksTotal, 1) }, style),
  link: object(
    { ...kind("link"), url: url(LIMITS.url) },
    { ...style, text: text(LIMITS.blocksTotal), unsafe: boolean },
  ),
};

const inline: Check = variant({
  ...runs,
  emoji: object({ ...kind("emoji"), name: id }, { ...style, unicode: id, url: url(LIMITS.url) }),
  user: object({ ...kind("user"), user_id: id }, style),
  usergroup: object({ ...kind("usergroup"), usergroup_id: id }, style),
  channel: object({ ...kind("channel"), channel_id: id }, style),
  team: object({ ...kind("team"), team_id: id }, style),
  color: object({ ...kind("color"), value: id }, style),
  broadcast: object({ ...kind("broadcast"), range: literal("here", "channel", "everyone") }, style),
  date: object(
    { ...kind("date"), timestamp: integer(0, 9_999_999_999), format: text(255, 1) },
    { ...style, url: url(LIMITS.url), fallback: text(255) },
  ),
});

const many = 1_000;
const border = { border: integer(0, 1) };
const section = object({ ...kind("rich_text_section"), elements: list(inline, many, 0) });

/**
 * A rich_text block, on its own or as a table cell.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export const richTextBlock: Check = object(
  {
    ...kind("rich_text"),
    elements: list(
      variant({
        rich_text_section: section,
        rich_text_list: object(
          {
            ...kind("rich_text_list"),
            style: literal("bullet", "ordered"),
            elements: list(variant({ rich_text_section: section }), many),
          },
          { ...border, indent: integer(0, 8), offset: integer(0, 9_999) },
        ),
        rich_text_quote: object({ ...kind("rich_text_quote"), elements: list(inline, many) }, border),
        rich_text_preformatted: object(
          { ...kind("rich_text_preformatted"), elements: list(variant(runs), many) },
          { ...border, language: id },
        ),
      }),
      many,
    ),
  },
  { block_id: text(LIMITS.blockId, 1) },
);
