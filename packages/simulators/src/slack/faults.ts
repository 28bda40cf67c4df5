import type { JsonObject } from "./json-value.ts";

/** How a call goes wrong. */
export type FaultBehaviour =
  /** Answers with an HTTP status. With `accepted` the call is carried out all the same. */
  | { readonly kind: "status"; readonly status: number; readonly accepted?: boolean }
  /** Answers 429; without `retryAfterS` there is no Retry-After header. */
  | { readonly kind: "rate-limited"; readonly retryAfterS?: number }
  /** Answers `ok: false`. With `accepted` the call is carried out all the same. */
  | { readonly kind: "error"; readonly error: string; readonly accepted?: boolean }
  /** Carries the call out, then cuts the connection. */
  | { readonly kind: "lost-answer" }
  /** Cuts the connection before anything is carried out. */
  | { readonly kind: "lost-request" }
  /** Carries the call out and never answers. */
  | { readonly kind: "hang-after-acceptance" }
  /** Never answers, and carries nothing out. */
  | { readonly kind: "hang" }
  /** Answers as usual, after a while of real time. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** Answers 200 with a web page instead of JSON. */
  | { readonly kind: "html" }
  /** Answers 302. */
  | { readonly kind: "redirect"; readonly to: string };

/** A scripted fault: which calls it strikes, how often, and how. */
export interface Fault {
  /** A method's name, `upload` for a file's bytes (with the file's `id` as argument), or `*` for everything. */
  readonly method: string;
  /** How many calls it strikes; 1 if not given, `Infinity` for all. */
  readonly times?: number;
  /** Which calls it strikes, by their arguments. */
  readonly when?: (args: Readonly<JsonObject>) => boolean;
  readonly behave: FaultBehaviour;
}

/** A fault that was added. */
export interface FaultHandle {
  /** How many calls it struck so far. */
  readonly struck: number;
  /** Ends it. */
  readonly remove: () => void;
}

/** The scripted faults, struck in the order they were added. */
export class Faults {
  private readonly active: { readonly fault: Fault; struck: number }[] = [];

  /** Adds a fault for calls to come. */
  add(fault: Fault): FaultHandle {
    const entry = { fault, struck: 0 };
    this.active.push(entry);
    return {
      get struck() {
        return entry.struck;
      },
      remove: () => {
        const index = this.active.indexOf(entry);
        if (index >= 0) this.active.splice(index, 1);
      },
    };
  }

  /** Ends every fault. */
  clear(): void {
    this.active.length = 0;
  }

  /** The fault that strikes this call, if any; it counts as struck. */
  strike(method: string, args: Readonly<JsonObject>): FaultBehaviour | undefined {
    const entry = this.active.find(
      ({ fault, struck }) =>
        (fault.method === method || fault.method === "*") &&
        struck < (fault.times ?? 1) &&
        (fault.when?.(args) ?? true),
    );
    if (entry === undefined) return undefined;
    entry.struck += 1;
    return entry.fault.behave;
  }
}
