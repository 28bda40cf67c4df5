import { LIMITS } from "./limits.ts";

/** In which form a message is sent. */
export interface ContentShape {
  /** A card, or its meaning as plain lines. */
  readonly form: "card" | "text";
  readonly pictures: boolean;
  /** The most bytes that the message may have, counted as Teams does. */
  readonly maxBytes: number;
  /** The ids of those it names without calling them; `everybody`: it calls nobody. */
  readonly uncalled: ReadonlySet<string> | "everybody";
}

/** The whole message. */
export const WHOLE: ContentShape = {
  form: "card",
  pictures: true,
  maxBytes: LIMITS.messageBytes,
  uncalled: new Set(),
};
