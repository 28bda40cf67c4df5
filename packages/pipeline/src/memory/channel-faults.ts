import type { Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import type {
  EditOutcome,
  FindOutcome,
  FindRequest,
  PostedId,
  PostOutcome,
  PostRequest,
  ReachOutcome,
  RemoveOutcome,
} from "../ports/channel.ts";

/** What was asked of a memory channel. */
export type ChannelCall =
  | { readonly call: "post"; readonly request: PostRequest }
  | { readonly call: "edit"; readonly conversation: Conversation; readonly id: PostedId; readonly card: Card }
  | { readonly call: "remove"; readonly conversation: Conversation; readonly id: PostedId }
  | { readonly call: "find"; readonly request: FindRequest }
  | { readonly call: "reach"; readonly conversation: Conversation }
  | { readonly call: "tell"; readonly conversation: Conversation; readonly person: string; readonly card: Card };

/** What comes of each call. */
export interface ChannelOutcomes {
  readonly post: PostOutcome;
  readonly edit: EditOutcome;
  readonly remove: RemoveOutcome;
  readonly find: FindOutcome;
  readonly reach: ReachOutcome;
  readonly tell: boolean;
}

/** How a call goes wrong. */
export type ChannelTrouble<Name extends keyof ChannelOutcomes> =
  /** The chat does nothing and answers this. */
  | { readonly kind: "answer"; readonly outcome: ChannelOutcomes[Name] }
  /** The chat does it, and its answer is lost. */
  | { readonly kind: "lost-answer" }
  /** The chat never hears of it, and nobody knows. */
  | { readonly kind: "lost-request" }
  /**
   * Nothing comes back until the promise settles. The chat does it `before` that or `after` it, and then answers as usual
   * unless its answer is lost; or it `never` does it, and the answer is lost anyway.
   */
  | {
      readonly kind: "hang";
      readonly until: Promise<unknown>;
      readonly done: "before" | "after" | "never";
      readonly answer?: "lost";
    };

/** Which calls go wrong, how often, and how. */
export interface ChannelFault<Name extends keyof ChannelOutcomes> {
  readonly call: Name;
  /** How many calls it strikes. Default: 1; `Infinity` for all. */
  readonly times?: number;
  /** Which calls it strikes. Default: every one. */
  readonly when?: (call: Extract<ChannelCall, { readonly call: Name }>) => boolean;
  readonly behave: ChannelTrouble<Name>;
}

/** The scripted faults of a memory channel, struck in the order in which they were added. */
export interface ChannelFaults {
  /** Adds one. The function ends it. */
  readonly add: <Name extends keyof ChannelOutcomes>(fault: ChannelFault<Name>) => () => void;
  /** Ends all. */
  readonly clear: () => void;
}

type Entries = { readonly [Name in keyof ChannelOutcomes]: Set<{ readonly fault: ChannelFault<Name>; left: number }> };

/** A fault book, and the side of it that the channel uses: what strikes a call, counted as a hit. */
export function createChannelFaults(): {
  readonly faults: ChannelFaults;
  readonly strike: <Name extends keyof ChannelOutcomes>(
    name: Name,
    call: Extract<ChannelCall, { readonly call: Name }>,
  ) => ChannelTrouble<Name> | undefined;
} {
  const entries: Entries = {
    post: new Set(),
    edit: new Set(),
    remove: new Set(),
    find: new Set(),
    reach: new Set(),
    tell: new Set(),
  };
  return {
    faults: {
      add: (fault) => {
        const entry = { fault, left: fault.times ?? 1 };
        entries[fault.call].add(entry);
        return () => void entries[fault.call].delete(entry);
      },
      clear: () => {
        for (const own of Object.values(entries)) own.clear();
      },
    },
    strike: (name, call) => {
      const entry = [...entries[name]].find(({ fault, left }) => left > 0 && (fault.when?.(call) ?? true));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      return entry.fault.behave;
    },
  };
}
