import type { JsonValue } from "../json-value.ts";
import { arrayOf, objectOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import { blockOn } from "./blocks.ts";
import type { Check, Report } from "./check.ts";
import { boolean, list, literal, object, text, variant } from "./check.ts";
import { plainText } from "./compositions.ts";
import { faultLine, reportDuplicateIds, reportUnknownFiles } from "./message-blocks.ts";

const shared = {
  private_metadata: text(LIMITS.privateMetadata),
  callback_id: text(LIMITS.callbackId),
  external_id: text(255),
};

const inputsNeedSubmit: Parameters<typeof object>[2] = (view, pointer, report) => {
  const hasInput = arrayOf(view["blocks"]).some((block) => objectOf(block)["type"] === "input");
  if (hasInput && view["submit"] === undefined) report("missing required field: submit", pointer);
};

const view: Check = variant({
  modal: object(
    {
      type: literal("modal"),
      title: plainText(LIMITS.viewTitle),
      blocks: list(blockOn.modal, LIMITS.viewBlocks, 0),
    },
    {
      ...shared,
      submit: plainText(LIMITS.viewTitle),
      close: plainText(LIMITS.viewTitle),
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
    inputsNeedSubmit,
  ),
  home: object({ type: literal("home"), blocks: list(blockOn.home, LIMITS.viewBlocks, 0) }, shared),
});

/**
 * Checks a view as views.open, views.push, views.update and views.publish do.
 *
 * @returns one line for each fault with its JSON pointer; none when Slack would take the view.
 * @see https://docs.slack.dev/reference/views/modal-views
 */
export const viewFaults = (
  value: JsonValue,
  type: "modal" | "home",
  knowsFile: (id: string) => boolean,
): readonly string[] => {
  const messages: string[] = [];
  const report: Report = (message, pointer) => void messages.push(faultLine(message, pointer));
  if (objectOf(value)["type"] !== type) report(`must be one of: ${type}`, "/view/type");
  view(value, "/view", report);
  reportDuplicateIds(arrayOf(objectOf(value)["blocks"]), "/view/blocks", report);
  reportUnknownFiles(value, "/view", knowsFile, report);
  return messages;
};
