import type { Picture } from "@perfecto-bot/cards";

/** A picture that can be shown everywhere. */
export interface DrawnPicture {
  /** A PNG file. */
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** Draws a picture. Rejects only where drawing itself fails, which no data should make happen. */
export type DrawPicture = (picture: Picture) => Promise<DrawnPicture>;
