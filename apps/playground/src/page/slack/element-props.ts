import type { JsonObject } from "@perfecto-bot/simulators/slack";

/** The field that an element is in, of an input block. */
export interface FieldProps {
  /** The control's id, for its label. */
  readonly id: string;
  /** Ids of its hint and error, "" where it has none. */
  readonly describedBy: string;
  readonly invalid: boolean;
  /** The app hears of each change. */
  readonly dispatches: boolean;
}

/** What every interactive element is drawn from. */
export interface ElementProps {
  readonly element: JsonObject;
  readonly blockId: string;
  /** What it is called where it shows no label of its own. */
  readonly name?: string;
  /** Absent outside of input blocks, where every change is told to the app. */
  readonly field?: FieldProps;
}
