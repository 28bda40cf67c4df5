import type { Operation } from "./connector-call.ts";

/** At most `calls` within any span of `windowMs`. */
interface Window {
  readonly calls: number;
  readonly windowMs: number;
}

const windows = (...rows: readonly (readonly [calls: number, seconds: number])[]): readonly Window[] =>
  rows.map(([calls, seconds]) => ({ calls, windowMs: seconds * 1_000 }));

const sending = windows([7, 1], [8, 2], [60, 30], [1_800, 3_600]);
const reading = windows([14, 1], [16, 2], [120, 30], [3_600, 3_600]);
const roster = windows([5, 60]);
const tenant = windows([50, 1]);

/** The budgets that each operation draws on, by name; a new thread is a conversation made and a message sent. */
const budgetsOf: Readonly<Record<Operation, readonly (readonly [name: string, windows: readonly Window[]])[]>> = {
  create: [
    ["create", sending],
    ["send", sending],
  ],
  send: [["send", sending]],
  reply: [["send", sending]],
  update: [["send", sending]],
  delete: [["send", sending]],
  "paged-members": [["members", reading]],
  member: [["members", reading]],
  members: [
    ["members", reading],
    ["roster", roster],
  ],
  team: [["teams", reading]],
  "team-channels": [["teams", reading]],
  token: [],
  unknown: [],
};

/**
 * Counts the bot's calls, in the simulated time: per conversation (a channel with all its threads, or a chat) and per
 * tenant.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export class RateLimits {
  private readonly taken = new Map<string, number[]>();
  private readonly now: () => number;
  /** Ten means ten times as many calls in the same time. Infinity switches limits off. */
  scale: number;

  constructor(now: () => number, scale: number) {
    this.now = now;
    this.scale = scale;
  }

  /**
   * Takes one call from the budgets.
   *
   * @param place the channel or chat, without a thread
   * @returns undefined where it is allowed, else the milliseconds until it would be. A refused call costs nothing.
   */
  take(operation: Operation, place: string, tenantId: string): number | undefined {
    if (this.scale === Number.POSITIVE_INFINITY) return undefined;
    const budgets = [
      ["tenant", tenantId, tenant] as const,
      ...budgetsOf[operation].map(([name, rows]) => [name, place, rows] as const),
    ];
    const now = this.now();
    const waits = budgets.map(([name, key, rows]) => this.waitMs(`${name} ${key}`, rows, now));
    const wait = Math.max(...waits);
    if (wait > 0) return wait;
    for (const [name, key] of budgets) this.taken.get(`${name} ${key}`)?.push(now);
    return undefined;
  }

  private waitMs(key: string, rows: readonly Window[], now: number): number {
    const longest = Math.max(...rows.map(({ windowMs }) => windowMs)) / this.scale;
    const recent = (this.taken.get(key) ?? []).filter((at) => at > now - longest);
    this.taken.set(key, recent);
    const waits = rows.map(({ calls, windowMs }) => {
      const oldest = recent.at(-calls);
      return oldest === undefined ? 0 : oldest + windowMs / this.scale - now;
    });
    return Math.max(0, ...waits);
  }
}
