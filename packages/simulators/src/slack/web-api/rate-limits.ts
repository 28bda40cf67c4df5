/**
 * How often a method may be called: Slack's tiers, and the special rules.
 *
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export type Tier = "tier1" | "tier2" | "tier3" | "tier4" | "frequent" | "posting" | "low";

/** At most `calls` within any span of `windowMs`. */
interface Window {
  readonly calls: number;
  readonly windowMs: number;
}

const minute = 60_000;
const workspaceWindows: Readonly<Record<Tier, Window>> = {
  // "1+ per minute" with bursts tolerated: an app may open its ten connections at once.
  tier1: { calls: 10, windowMs: 10 * minute },
  tier2: { calls: 20, windowMs: minute },
  tier3: { calls: 50, windowMs: minute },
  tier4: { calls: 100, windowMs: minute },
  frequent: { calls: 600, windowMs: minute },
  // Reading messages, for apps that are sold outside the Marketplace.
  low: { calls: 1, windowMs: minute },
  // "several hundred messages per minute" for a workspace
  posting: { calls: 300, windowMs: minute },
};
// One post a second and channel; five seconds' worth may come in a burst.
const channelWindow: Window = { calls: 5, windowMs: 5_000 };

/** Counts calls by method and workspace (and by channel for posts), in the simulated time. */
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
   * Takes one call from the budget.
   *
   * @returns undefined where it is allowed, else the milliseconds until it would be. A refused call costs nothing.
   */
  take(call: {
    readonly method: string;
    readonly teamId: string;
    readonly tier: Tier;
    readonly channel?: string;
  }): number | undefined {
    if (this.scale === Number.POSITIVE_INFINITY) return undefined;
    const key = `${call.method} ${call.teamId}`;
    const budgets: [string, Window][] = [[key, workspaceWindows[call.tier]]];
    if (call.tier === "posting" && call.channel) budgets.push([`${key} ${call.channel}`, channelWindow]);

    const now = this.now();
    const waits = budgets.map(([name, window]) => this.waitMs(name, window, now));
    const wait = Math.max(...waits);
    if (wait > 0) return wait;
    for (const [name] of budgets) this.taken.get(name)?.push(now);
    return undefined;
  }

  private waitMs(name: string, window: Window, now: number): number {
    const windowMs = window.windowMs / this.scale;
    const recent = (this.taken.get(name) ?? []).filter((at) => at > now - windowMs);
    this.taken.set(name, recent);
    const oldest = recent.at(-window.calls);
    return oldest === undefined ? 0 : oldest + windowMs - now;
  }
}
