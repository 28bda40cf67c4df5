/** When something may have happened by another clock, epoch ms. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How far Slack's clock may be from ours, as far as its answers tell. */
export interface SlackClock {
  /** Slack stamped a message while a call was under way. */
  readonly saw: (ts: string, sentMs: number, receivedMs: number) => void;
  /** When a call that began at a time of ours may have been carried out, by Slack's clock. */
  readonly when: (sentMs: number) => Span;
}

/** The most that Slack's clock and ours may differ: what Slack allows for signed requests. */
const MOST_SKEW_MS = 5 * 60_000;
/** Clocks are set now and then, so that old stamps tell little. */
const KNOWN_FOR_MS = 60 * 60_000;
/** What clocks drift in that time, and a stamp's own uncertainty. */
const SLACK_MS = 2_000;
/** A call that was cut off is carried out within this time, or never. */
const CARRIED_OUT_WITHIN_MS = 60_000;

/**
 * Compares the clocks by the stamps of messages: Slack's time of a message lies between sending and answer. Without a stamp
 * the clocks may differ by all that Slack allows.
 */
export function openSlackClock(): SlackClock {
  let ahead: { readonly leastMs: number; readonly mostMs: number; readonly atMs: number } | undefined;
  return {
    saw: (ts, sentMs, receivedMs) => {
      const stampMs = Number(ts) * 1000;
      if (!Number.isFinite(stampMs)) return;
      ahead = { leastMs: stampMs - receivedMs - SLACK_MS, mostMs: stampMs - sentMs + SLACK_MS, atMs: receivedMs };
    },
    when: (sentMs) => {
      const known = ahead !== undefined && Math.abs(sentMs - ahead.atMs) < KNOWN_FOR_MS ? ahead : undefined;
      return {
        fromMs: sentMs + (known?.leastMs ?? -MOST_SKEW_MS),
        toMs: sentMs + (known?.mostMs ?? MOST_SKEW_MS) + CARRIED_OUT_WITHIN_MS,
      };
    },
  };
}
