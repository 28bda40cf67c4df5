import { LIMITS } from "../limits.ts";
import type { Check } from "./check.ts";
import { boolean, list, literal, object, text, url, variant } from "./check.ts";

/** A plain_text object. @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const plainText = (max: number): Check =>
  variant({ plain_text: object({ type: literal("plain_text"), text: text(max, 1) }, { emoji: boolean }) });

/** A plain_text or mrkdwn object. @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const anyText = (max: number): Check =>
  variant({
    plain_text: plainText(max),
    mrkdwn: object({ type: literal("mrkdwn"), text: text(max, 1) }, { verbatim: boolean }),
  });

/** A confirmation dialog. @see https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirmation: Check = object(
  { text: anyText(LIMITS.confirmText) },
  {
    title: plainText(LIMITS.confirmTitle),
    confirm: plainText(LIMITS.confirmButton),
    deny: plainText(LIMITS.confirmButton),
    style: literal("primary", "danger"),
  },
);

const option = (label: Check, withUrl: boolean): Check =>
  object(
    { text: label, value: text(LIMITS.optionValue, 1) },
    {
      description: label,
      ...(withUrl ? { url: url(LIMITS.url) } : {}),
    },
  );

/** An option of a select menu. @see https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const menuOption: Check = option(plainText(LIMITS.optionText), false);

/** An option of checkboxes or radio buttons, which may be mrkdwn. */
export const richOption: Check = option(anyText(LIMITS.optionText), false);

/** An option of an overflow menu, which may carry a link. */
export const overflowOption: Check = option(plainText(LIMITS.optionText), true);

/** Options under a label. @see https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
export const optionGroup: Check = object({
  label: plainText(LIMITS.optionText),
  options: list(menuOption, LIMITS.options),
});

/**
 * Where an image comes from: exactly one of an address or a file known to Slack.
 *
 * @see https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
 */
export const imageSource = {
  image_url: text(LIMITS.url, 1, /^https?:/i),
  slack_file: object({}, { id: text(255, 1), url: url(LIMITS.url) }, (value, pointer, report) => {
    if ((value["id"] === undefined) === (value["url"] === undefined)) {
      report("must provide exactly one of id, url", pointer);
    }
  }),
};

/** An image element. @see https://docs.slack.dev/reference/block-kit/block-elements/image-element */
export const imageElement: Check = object(
  { type: literal("image"), alt_text: text(LIMITS.imageAlt, 1) },
  imageSource,
  (value, pointer, report) => {
    if ((value["image_url"] === undefined) === (value["slack_file"] === undefined)) {
      report("must provide exactly one of image_url, slack_file", pointer);
    }
  },
);

/** Which conversations a menu offers. */
export const conversationFilter: Check = object(
  {},
  {
    include: list(literal("im", "mpim", "private", "public"), 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);
