import type { JsonObject } from "../json-value.ts";
import { arrayOf, objectOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import type { Check } from "./check.ts";
import { boolean, list, literal, object, text, variant } from "./check.ts";
import { anyText, imageElement, imageSource, plainText } from "./compositions.ts";
import { accessory, actionsElement, inputElement } from "./elements.ts";
import { richTextBlock } from "./rich-text.ts";

const named = { block_id: text(LIMITS.blockId, 1) };
const kind = (name: string): { type: Check } => ({ type: literal(name) });

const cell: Check = variant({
  rich_text: richTextBlock,
  raw_text: object({ ...kind("raw_text"), text: text(LIMITS.tableCharacters, 1) }),
  raw_number: object({
    ...kind("raw_number"),
    text: text(255, 1),
    value: (value, pointer, report) => {
      if (typeof value !== "number") report("must provide a number", pointer);
    },
  }),
});

/** Slack needs every row to be as long as the first. */
const rowsAreEqual = (block: JsonObject, pointer: string, report: (message: string, at: string) => void): void => {
  const rows = arrayOf(block["rows"]).map((row) => arrayOf(row).length);
  rows.forEach((length, index) => {
    if (length !== rows[0]) report("all rows must have the same number of cells", `${pointer}/rows/${index}`);
  });
};

const blocks = {
  section: object(
    kind("section"),
    {
      ...named,
      text: anyText(LIMITS.sectionText),
      fields: list(anyText(LIMITS.sectionField), LIMITS.sectionFields),
      accessory,
      expand: boolean,
    },
    (block, pointer, report) => {
      if (block["text"] === undefined && block["fields"] === undefined) {
        report("missing required field: text or fields", pointer);
      }
    },
  ),
  header: object({ ...kind("header"), text: plainText(LIMITS.headerText) }, named),
  context: object(
    {
      ...kind("context"),
      elements: list(
        variant({
          image: imageElement,
          plain_text: anyText(LIMITS.contextText),
          mrkdwn: anyText(LIMITS.contextText),
        }),
        LIMITS.contextElements,
      ),
    },
    named,
  ),
  divider: object(kind("divider"), named),
  actions: object({ ...kind("actions"), elements: list(actionsElement, LIMITS.actionsElements) }, named),
  image: object(
    { ...kind("image"), alt_text: text(LIMITS.imageAlt, 1) },
    { ...named, ...imageSource, title: plainText(LIMITS.imageTitle) },
    (block, pointer, report) => {
      if ((block["image_url"] === undefined) === (block["slack_file"] === undefined)) {
        report("must provide exactly one of image_url, slack_file", pointer);
      }
    },
  ),
  input: object(
    { ...kind("input"), label: plainText(LIMITS.inputLabel), element: inputElement },
    { ...named, hint: plainText(LIMITS.inputHint), optional: boolean, dispatch_action: boolean },
  ),
  rich_text: richTextBlock,
  table: object(
    { ...kind("table"), rows: list(list(cell, LIMITS.tableColumns), LIMITS.tableRows) },
    {
      ...named,
      column_settings: list(
        object({}, { align: literal("left", "center", "right"), is_wrapped: boolean }),
        LIMITS.tableColumns,
      ),
    },
    rowsAreEqual,
  ),
  markdown: object({ ...kind("markdown"), text: text(LIMITS.markdownBlocks, 1) }, named),
} as const;

const { table, markdown, ...everywhere } = blocks;

/**
 * The block of one surface. Blocks that Slack is still rolling out in phases (card, alert, data_table and so on) are
 * refused, as a workspace without them refuses them.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export const blockOn: Readonly<Record<"message" | "modal" | "home", Check>> = {
  message: variant({ ...everywhere, table, markdown }),
  modal: variant(everywhere),
  home: variant({ ...everywhere, table }),
};

/** The elements of a block that a person can act on. */
export const interactiveElements = (block: JsonObject): JsonObject[] =>
  [...arrayOf(block["elements"]), block["accessory"] ?? null, block["element"] ?? null]
    .map(objectOf)
    .filter((element) => typeof element["action_id"] === "string");
