import type { MessageProps } from "slack-blocks-to-jsx";

/** A block that slack-blocks-to-jsx draws. */
export type LibraryBlock = MessageProps["blocks"][number];

const DRAWN: ReadonlySet<unknown> = new Set([
  "alert",
  "card",
  "carousel",
  "container",
  "data_visualization",
  "markdown",
  "plan",
  "task_card",
]);

/** Whether a block is left to the library: none of its own inputs, and nothing that it draws wrongly. */
export function isLibraryBlock(block: object): block is LibraryBlock {
  return "type" in block && DRAWN.has(block.type);
}
