/**
 * Slack's limits, in characters (UTF-16 units) or counts. One place, each with where it is written.
 * What Slack does not publish says so.
 */
export const LIMITS = {
  /**
   * Top-level text. More makes `chat.update` answer `msg_too_long`; `chat.postMessage` would only truncate.
   * @see https://docs.slack.dev/reference/methods/chat.update
   */
  text: 4000,
  /** @see https://docs.slack.dev/reference/block-kit/blocks */
  blocksPerMessage: 50,
  /** @see https://docs.slack.dev/reference/block-kit/blocks */
  blocksPerModal: 100,
  /**
   * All blocks of a message together. Not published: messages were refused with `msg_blocks_too_long` from about
   * 13,200 characters, and rich text earlier, because its structure seems to count. So the whole JSON of the blocks
   * is counted here, and some room is left.
   * @see https://github.com/slackapi/bolt-js/issues/2509
   * @see https://github.com/slackapi/bolt-js/issues/2867
   */
  blocksJson: 12_000,
  /** The same, for a message that Slack found too large all the same. */
  blocksJsonSmaller: 4_000,
  /** @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  textObject: 3000,
  /** @see https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionText: 3000,
  /** @see https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionFields: 10,
  /** @see https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionField: 2000,
  /** @see https://docs.slack.dev/reference/block-kit/blocks/header-block */
  headerText: 150,
  /** @see https://docs.slack.dev/reference/block-kit/blocks/context-block */
  contextElements: 10,
  /** @see https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actionsElements: 25,
  /** @see https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonText: 75,
  /** @see https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  buttonValue: 2000,
  /** Of buttons and images; links in text have no published limit and are held to the same. @see https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  url: 3000,
  /** @see https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmTitle: 100,
  /** @see https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmText: 300,
  /** @see https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirmButton: 30,
  /** @see https://docs.slack.dev/reference/block-kit/blocks */
  blockId: 255,
  /** @see https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  actionId: 255,
  /** @see https://docs.slack.dev/reference/block-kit/blocks/image-block */
  imageAlt: 2000,
  /** Title, submit and close of a modal. @see https://docs.slack.dev/reference/views/modal-views */
  modalTitle: 24,
  /** @see https://docs.slack.dev/reference/views/modal-views */
  privateMetadata: 3000,
  /** @see https://docs.slack.dev/reference/views/modal-views */
  callbackId: 255,
  /** Label and hint of an input. @see https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputLabel: 2000,
  /** @see https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  inputValue: 3000,
  /** @see https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  placeholder: 150,
  /** @see https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
  selectOptions: 100,
  /** Slack names no limit but that of offered options. @see https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element */
  selectedOptions: 100,
  /** @see https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
  checkboxOptions: 10,
  /** @see https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  /** @see https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionValue: 150,
} as const;
