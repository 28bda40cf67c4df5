import type { ModalView } from "@slack/types";
import { LIMITS } from "./limits.ts";
import type { SlackContent } from "./slack-content.ts";

/** Something in a message or modal that Slack would refuse or cut. */
export interface LimitViolation {
  /** Where, as a JSON pointer. */
  readonly pointer: string;
  readonly problem: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Checks a message against {@link LIMITS}, and that nothing in it is empty or named twice. Written apart from the
 * renderer, so that both would have to be wrong. Empty when all is well.
 */
export function findLimitViolations(content: SlackContent): LimitViolation[] {
  const found = new Violations();
  found.length("/text", content.text, 1, LIMITS.text);
  found.count("/blocks", content.blocks, 0, LIMITS.blocksPerMessage);
  const size = JSON.stringify(content.blocks).length;
  if (size > LIMITS.blocksJson) found.add("/blocks", `${size} characters of JSON, at most ${LIMITS.blocksJson}`);
  checkBlocks(content.blocks, found);
  return found.list;
}

/** The same for a modal. @see https://docs.slack.dev/reference/views/modal-views */
export function findViewViolations(view: ModalView): LimitViolation[] {
  const found = new Violations();
  found.text("/title", view.title, LIMITS.modalTitle);
  found.text("/submit", view.submit, LIMITS.modalTitle);
  found.text("/close", view.close, LIMITS.modalTitle);
  found.length("/private_metadata", view.private_metadata ?? "", 0, LIMITS.privateMetadata);
  found.length("/callback_id", view.callback_id ?? "", 1, LIMITS.callbackId);
  found.count("/blocks", view.blocks, 1, LIMITS.blocksPerModal);
  checkBlocks(view.blocks, found);
  return found.list;
}

class Violations {
  readonly list: LimitViolation[] = [];
  readonly #names = new Set<string>();

  add(pointer: string, problem: string): void {
    this.list.push({ pointer, problem });
  }

  length(pointer: string, value: unknown, min: number, max: number): void {
    if (typeof value !== "string") this.add(pointer, "no text");
    else if (value.length < min) this.add(pointer, "empty");
    else if (value.length > max) this.add(pointer, `${value.length} characters, at most ${max}`);
    else if (!value.isWellFormed()) this.add(pointer, "half a character");
  }

  count(pointer: string, value: unknown, min: number, max: number): void {
    const size = Array.isArray(value) ? value.length : -1;
    if (size < min || size > max) this.add(pointer, `${size} elements, ${min} to ${max} allowed`);
  }

  /** A text object. */
  text(pointer: string, value: unknown, max: number): void {
    if (value === undefined) return;
    const { text } = record(value);
    this.length(`${pointer}/text`, text, 1, max);
    if (typeof text === "string" && text.trim() === "") this.add(`${pointer}/text`, "only white space");
  }

  url(pointer: string, value: unknown): void {
    this.length(pointer, value, 1, LIMITS.url);
    if (typeof value === "string" && !/^https?:\/\/[^\s|<>]+$/.test(value)) this.add(pointer, "no address to link");
  }

  /** A name that may stand only once in its message or modal. */
  name(pointer: string, value: unknown, max: number): void {
    this.length(pointer, value, 1, max);
    if (typeof value !== "string") return;
    if (this.#names.has(`${max}${value}`)) this.add(pointer, `"${value}" is there twice`);
    this.#names.add(`${max}${value}`);
  }
}

function checkBlocks(blocks: readonly unknown[], found: Violations): void {
  const names = new Set<unknown>();
  for (const [at, each] of blocks.entries()) {
    const block = record(each);
    const pointer = `/blocks/${at}`;
    if (block["block_id"] !== undefined) {
      found.length(`${pointer}/block_id`, block["block_id"], 1, LIMITS.blockId);
      if (names.has(block["block_id"])) found.add(`${pointer}/block_id`, "is there twice");
      names.add(block["block_id"]);
    }
    checkBlock(block, pointer, found);
  }
}

function checkBlock(block: Json, pointer: string, found: Violations): void {
  switch (block["type"]) {
    case "divider":
      return;
    case "section":
      if (block["text"] === undefined && block["fields"] === undefined) found.add(pointer, "neither text nor fields");
      found.text(`${pointer}/text`, block["text"], LIMITS.sectionText);
      if (block["fields"] !== undefined) found.count(`${pointer}/fields`, block["fields"], 1, LIMITS.sectionFields);
      for (const [at, field] of list(block["fields"]).entries())
        found.text(`${pointer}/fields/${at}`, field, LIMITS.sectionField);
      return;
    case "header":
      return found.text(`${pointer}/text`, block["text"] ?? {}, LIMITS.headerText);
    case "context":
      found.count(`${pointer}/elements`, block["elements"], 1, LIMITS.contextElements);
      for (const [at, element] of list(block["elements"]).entries())
        found.text(`${pointer}/elements/${at}`, element, LIMITS.textObject);
      return;
    case "image":
      // Pictures of other addresses would be fetched by Slack: ours are uploaded.
      if (!/^F[A-Z0-9]+$/.test(String(record(block["slack_file"])["id"])))
        found.add(`${pointer}/slack_file/id`, "no uploaded file");
      return found.length(`${pointer}/alt_text`, block["alt_text"], 1, LIMITS.imageAlt);
    case "actions":
      found.count(`${pointer}/elements`, block["elements"], 1, LIMITS.actionsElements);
      for (const [at, element] of list(block["elements"]).entries())
        checkButton(record(element), `${pointer}/elements/${at}`, found);
      return;
    case "rich_text":
      found.count(`${pointer}/elements`, block["elements"], 1, Infinity);
      for (const [at, element] of list(block["elements"]).entries())
        checkRichText(record(element), `${pointer}/elements/${at}`, found);
      return;
    case "input":
      return checkInput(block, pointer, found);
    default:
      found.add(`${pointer}/type`, `unknown block "${String(block["type"])}"`);
  }
}

function checkButton(button: Json, pointer: string, found: Violations): void {
  if (button["type"] !== "button") found.add(`${pointer}/type`, "no button");
  found.text(`${pointer}/text`, button["text"] ?? {}, LIMITS.buttonText);
  found.name(`${pointer}/action_id`, button["action_id"], LIMITS.actionId);
  if (button["value"] !== undefined) found.length(`${pointer}/value`, button["value"], 1, LIMITS.buttonValue);
  if (button["url"] !== undefined) found.url(`${pointer}/url`, button["url"]);
  if (button["confirm"] === undefined) return;
  const confirm = record(button["confirm"]);
  found.text(`${pointer}/confirm/title`, confirm["title"] ?? {}, LIMITS.confirmTitle);
  found.text(`${pointer}/confirm/text`, confirm["text"] ?? {}, LIMITS.confirmText);
  found.text(`${pointer}/confirm/confirm`, confirm["confirm"] ?? {}, LIMITS.confirmButton);
  found.text(`${pointer}/confirm/deny`, confirm["deny"] ?? {}, LIMITS.confirmButton);
}

function checkRichText(element: Json, pointer: string, found: Violations): void {
  const type = String(element["type"]);
  if (type.startsWith("rich_text_")) {
    found.count(`${pointer}/elements`, element["elements"], 1, Infinity);
    for (const [at, child] of list(element["elements"]).entries())
      checkRichText(record(child), `${pointer}/elements/${at}`, found);
    return;
  }
  if (type === "text" || type === "link") found.length(`${pointer}/text`, element["text"], 1, LIMITS.textObject);
  if (type === "link") found.url(`${pointer}/url`, element["url"]);
  if (type === "date" && !Number.isSafeInteger(element["timestamp"]))
    found.add(`${pointer}/timestamp`, "no whole second");
}

function checkInput(block: Json, pointer: string, found: Violations): void {
  found.text(`${pointer}/label`, block["label"] ?? {}, LIMITS.inputLabel);
  found.text(`${pointer}/hint`, block["hint"], LIMITS.inputLabel);
  const element = record(block["element"]);
  const at = `${pointer}/element`;
  found.length(`${at}/action_id`, element["action_id"], 1, LIMITS.actionId);
  found.text(`${at}/placeholder`, element["placeholder"], LIMITS.placeholder);
  if (element["initial_value"] !== undefined)
    found.length(`${at}/initial_value`, element["initial_value"], 0, LIMITS.inputValue);
  switch (element["type"]) {
    case "checkboxes":
      return checkOptions(`${at}/options`, element["options"], LIMITS.checkboxOptions, found);
    case "static_select":
      return checkOptions(`${at}/options`, element["options"], LIMITS.selectOptions, found);
    case "external_select":
      if (element["initial_option"] !== undefined)
        checkOptions(`${at}/initial_option`, [element["initial_option"]], 1, found);
      return;
    case "multi_external_select":
      if (element["initial_options"] !== undefined)
        checkOptions(`${at}/initial_options`, element["initial_options"], LIMITS.selectedOptions, found);
      if (list(element["initial_options"]).length > Number(element["max_selected_items"] ?? Infinity))
        found.add(`${at}/initial_options`, "more than may be selected");
  }
}

function checkOptions(pointer: string, options: unknown, max: number, found: Violations): void {
  found.count(pointer, options, 1, max);
  for (const [index, each] of list(options).entries()) {
    const option = record(each);
    found.text(`${pointer}/${index}/text`, option["text"] ?? {}, LIMITS.optionText);
    found.length(`${pointer}/${index}/value`, option["value"], 1, LIMITS.optionValue);
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
