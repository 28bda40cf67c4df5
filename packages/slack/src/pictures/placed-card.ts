import type { Card, PictureOf } from "@perfecto-bot/cards";

/** A card on its way to Slack. */
export interface PlacedCard {
  readonly card: Card;
  /** Its pictures, where they were brought to Slack. */
  readonly pictures?: PlacedPictures;
}

/** Pictures that lie in Slack as files. */
export interface PlacedPictures {
  /** The id of a picture's file. */
  readonly of: PictureOf;
  /**
   * How long to wait before one try after another, where Slack says that it does not know a file: it looks into a new
   * file after it took it, and nothing tells when that is done but a message that is taken. Empty: the files are not new.
   * @see https://github.com/slackapi/java-slack-sdk/issues/1349
   */
  readonly pausesMs: readonly number[];
  /** Slack does not take them: whichever card shows one next brings it anew. */
  readonly forget: () => void;
}
