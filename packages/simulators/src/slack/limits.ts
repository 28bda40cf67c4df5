/**
 * Slack's limits on text, blocks, views and calls, as the stand-in enforces them. Lengths are UTF-16 code units, the
 * strictest reading of "characters".
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 * @see https://docs.slack.dev/reference/block-kit/composition-objects
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 * @see https://docs.slack.dev/reference/methods/chat.update
 * @see https://docs.slack.dev/interactivity/handling-user-interaction
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export const LIMITS = {
  /** chat.postMessage cuts longer text off; chat.update refuses more than `updateText`. */
  postText: 40_000,
  updateText: 4_000,
  markdownText: 12_000,
  attachments: 100,
  messageBlocks: 50,
  viewBlocks: 100,
  /** Not documented: observed by app developers, see https://github.com/slackapi/bolt-js/issues/2509 */
  blocksTotal: 13_200,
  sectionText: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  headerText: 150,
  contextElements: 10,
  contextText: 3_000,
  actionsElements: 25,
  markdownBlocks: 12_000,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  blockId: 255,
  actionId: 255,
  buttonText: 75,
  buttonValue: 2_000,
  accessibilityLabel: 75,
  url: 3_000,
  imageAlt: 2_000,
  imageTitle: 2_000,
  placeholder: 150,
  options: 100,
  optionGroups: 100,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  fewOptions: 10,
  /** What is typed before the app is asked for options, unless `min_query_length` says otherwise. */
  minQueryLength: 3,
  overflowOptions: 5,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputLength: 3_000,
  viewTitle: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  viewBytes: 250_000,
  viewStack: 3,
  /** Slack publishes no number for `metadata_too_large`; this one is the stand-in's own. */
  metadata: 16_000,
  responseUrlUses: 5,
  responseUrlLifetimeMs: 30 * 60_000,
  triggerLifetimeMs: 3_000,
  acknowledgeWithinMs: 3_000,
  socketConnections: 10,
  pageDefault: 100,
  pageMax: 999,
  /** The most messages of a page for apps that may read only once a minute. */
  seldomPage: 15,
} as const;
