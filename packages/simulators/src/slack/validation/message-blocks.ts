import type { JsonObject, JsonValue } from "../json-value.ts";
import { arrayOf, isJsonObject, objectOf, stringOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import { blockOn, interactiveElements } from "./blocks.ts";
import type { Report } from "./check.ts";

/** Why a message's blocks are refused: Slack's error code, and one line for each fault with its JSON pointer. */
export interface BlocksRefusal {
  readonly error: "invalid_blocks" | "invalid_blocks_format" | "msg_blocks_too_long";
  readonly messages: readonly string[];
}

/** One fault as Slack writes it in `response_metadata.messages`. */
export const faultLine = (message: string, pointer: string): string => `[ERROR] ${message} [json-pointer:${pointer}]`;

/** Reports block ids used twice, and action ids used twice within one block. */
export const reportDuplicateIds = (blocks: readonly JsonValue[], pointer: string, report: Report): void => {
  const blockIds = new Set<string>();
  blocks.map(objectOf).forEach((block, index) => {
    const id = block["block_id"];
    if (typeof id === "string") {
      if (blockIds.has(id)) report(`block_id already exists: ${id}`, `${pointer}/${index}/block_id`);
      blockIds.add(id);
    }
    const actionIds = interactiveElements(block).map((element) => stringOf(element["action_id"]));
    if (new Set(actionIds).size < actionIds.length) {
      report("action_id already exists in this block", `${pointer}/${index}/elements`);
    }
  });
};

/** Reports images whose file Slack does not know. */
export const reportUnknownFiles = (
  value: JsonValue,
  pointer: string,
  knowsFile: (id: string) => boolean,
  report: Report,
): void => {
  if (Array.isArray(value)) {
    value.forEach((entry, index) => reportUnknownFiles(entry, `${pointer}/${index}`, knowsFile, report));
  } else if (isJsonObject(value)) {
    const id = objectOf(value["slack_file"])["id"];
    if (typeof id === "string" && !knowsFile(id)) report("invalid slack file", `${pointer}/slack_file/id`);
    for (const [name, field] of Object.entries(value)) {
      reportUnknownFiles(field, `${pointer}/${name}`, knowsFile, report);
    }
  }
};

/** All characters of text in a value: what people read, not the JSON around it. */
const charactersIn = (value: JsonValue): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + charactersIn(entry), 0);
  if (!isJsonObject(value)) return 0;
  const own = stringOf(value["text"]).length;
  return Object.values(value).reduce<number>((sum, field) => sum + charactersIn(field), own);
};

/**
 * What counts against the undocumented limit on all blocks together: the JSON, because messages with less than 12,000
 * characters of text in rich_text blocks were seen refused (https://github.com/slackapi/bolt-js/issues/2867); of tables,
 * which have a limit of their own, the text alone.
 */
const sizeOf = (blocks: readonly JsonValue[]): number => {
  const tables = blocks.filter((block) => objectOf(block)["type"] === "table");
  return JSON.stringify(blocks.filter((block) => !tables.includes(block))).length + charactersIn(tables);
};

/**
 * Checks a message's blocks as chat.postMessage does.
 *
 * @param blocks the `blocks` argument after JSON parsing; undefined when it was not JSON.
 * @param knowsFile whether a file id exists, for `slack_file` images.
 * @returns why Slack refuses them, or undefined.
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
export const refuseMessageBlocks = (
  blocks: JsonValue | undefined,
  knowsFile: (id: string) => boolean,
): BlocksRefusal | undefined => {
  if (!Array.isArray(blocks)) return { error: "invalid_blocks_format", messages: [] };
  const messages: string[] = [];
  const report: Report = (message, pointer) => void messages.push(faultLine(message, pointer));

  if (blocks.length > LIMITS.messageBlocks) {
    report(`no more than ${LIMITS.messageBlocks} items allowed`, "/blocks");
  }
  blocks.forEach((block, index) => blockOn.message(block, `/blocks/${index}`, report));
  reportDuplicateIds(blocks, "/blocks", report);
  reportUnknownFiles(blocks, "/blocks", knowsFile, report);

  const ofType = (type: string): JsonObject[] =>
    arrayOf(blocks)
      .map(objectOf)
      .filter((block) => block["type"] === type);
  const tables = ofType("table");
  if (tables.length > 1) report("only one table allowed per message", "/blocks");
  if (charactersIn(tables) > LIMITS.tableCharacters) {
    report(`tables must be less than ${LIMITS.tableCharacters + 1} characters`, "/blocks");
  }
  if (charactersIn(ofType("markdown")) > LIMITS.markdownBlocks) {
    report(`markdown blocks must be less than ${LIMITS.markdownBlocks + 1} characters together`, "/blocks");
  }
  if (messages.length > 0) return { error: "invalid_blocks", messages };
  return sizeOf(blocks) > LIMITS.blocksTotal ? { error: "msg_blocks_too_long", messages: [] } : undefined;
};
