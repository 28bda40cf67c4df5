import type { HeatCell } from "@perfecto-bot/domain";

/** A picture as plain data: what it shows, not how it looks. The numbers in it stand as text on the card as well. */
export type Picture = PassRatePicture | HeatMapPicture;

/** The pass rate over builds, the oldest first. */
export interface PassRatePicture {
  readonly kind: "pass-rate";
  /** Names of the builds, such as "#45". */
  readonly builds: readonly string[];
  /** The first is all executions of a build together; further ones are parts of it, such as platforms. At least one. */
  readonly series: readonly PassRateSeries[];
}

/** One line of a {@link PassRatePicture}. */
export interface PassRateSeries {
  readonly label: string;
  /** One for each build, in their order: 0 to 1, undefined where nothing was decided. */
  readonly rates: readonly (number | undefined)[];
}

/** What went wrong where: tests × the values of a key, such as platforms. The worst rows and columns first. */
export interface HeatMapPicture {
  readonly kind: "heat-map";
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    /** One for each column, in their order. A total of 0: it did not run there. */
    readonly cells: readonly HeatCell[];
  }[];
}

/**
 * Where a drawn picture of a card can be had, in the words of one channel: a file's id, an address. Undefined: it could
 * not be drawn or brought there, and the card goes without it.
 */
export type PictureOf = (picture: Picture) => string | undefined;
