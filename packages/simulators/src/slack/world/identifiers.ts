import type { JsonObject, JsonValue } from "../json-value.ts";
import { isJsonObject, objectOf, stringOf } from "../json-value.ts";

const interactive = /_select$|_input$|^(button|overflow|checkboxes|radio_buttons|datepicker)$/;

/** How far ids have been handed out. */
export interface IdentifierState {
  readonly next: number;
  /** The newest message's id in microseconds since the epoch. */
  readonly lastTsMicros: number;
}

/** Makes the ids Slack hands out: unique, and of a shape that parsers of real ids accept. */
export class Identifiers {
  private next: number;
  private lastTsMicros: number;

  /** @param from where an earlier one left off */
  constructor(from: IdentifierState = { next: 1, lastTsMicros: 0 }) {
    this.next = from.next;
    this.lastTsMicros = from.lastTsMicros;
  }

  get state(): IdentifierState {
    return { next: this.next, lastTsMicros: this.lastTsMicros };
  }

  /** A new id such as `C0000000A7`. */
  id(prefix: string): string {
    return `${prefix}${(this.next++).toString(36).toUpperCase().padStart(9, "0")}`;
  }

  /** A new secret such as `xoxb-…`, not derivable from the ones before. */
  secret(prefix: string): string {
    return `${prefix}${this.next++}-${crypto.randomUUID().replaceAll("-", "")}`;
  }

  /** A message id: later than every one before it, and as close to the clock as that allows. */
  ts(nowMs: number): string {
    const micros = Math.max(Math.floor(nowMs) * 1_000, this.lastTsMicros + 1);
    this.lastTsMicros = micros;
    return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, "0")}`;
  }

  /** Blocks with the block and action ids that Slack adds where the app gave none. */
  fillBlockIds(blocks: readonly JsonValue[]): JsonValue[] {
    return blocks.map((block) => {
      const filled: JsonObject = { block_id: this.id("b"), ...objectOf(block) };
      for (const part of ["accessory", "element"]) {
        if (filled[part] !== undefined) filled[part] = this.fillActionId(filled[part]);
      }
      if (filled["type"] === "actions" && Array.isArray(filled["elements"])) {
        filled["elements"] = filled["elements"].map((element) => this.fillActionId(element));
      }
      return filled;
    });
  }

  private fillActionId(element: JsonValue): JsonValue {
    if (!isJsonObject(element) || !interactive.test(stringOf(element["type"]))) return element;
    return { action_id: this.id("a"), ...element };
  }
}
