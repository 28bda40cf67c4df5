import type { DrawnLine } from "../draw/drawn-line.ts";

/** Where the demo is shown: lines go down it one after the other and are never changed. */
export interface Screen {
  /** Across the whole width. */
  readonly say: (lines: readonly DrawnLine[]) => void;
  /** Says once which side is which. */
  readonly title: () => void;
  /** What happened in the lab. */
  readonly lab: (lines: readonly DrawnLine[]) => void;
  /** What happened in Slack. */
  readonly slack: (lines: readonly DrawnLine[]) => void;
  /** Shows what is held back. */
  readonly flush: () => void;
}

/** What a screen is drawn on. */
export interface Surface {
  readonly write: (text: string) => void;
  /** Columns, as they are now. */
  readonly columns: () => number;
  readonly colours: boolean;
}
