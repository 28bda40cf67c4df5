import type { KnownBlock } from "@slack/types";

/**
 * What a message shows. Send it with `parse: "none"` and without `link_names`, on edits too.
 * @see https://docs.slack.dev/reference/methods/chat.update
 */
export interface SlackContent {
  /** Escaped; what notifications and screen readers use. At most `LIMITS.text` characters, never empty. */
  readonly text: string;
  /** Empty where the text alone is the message: an empty list also removes the blocks of an edited message. */
  readonly blocks: KnownBlock[];
}
