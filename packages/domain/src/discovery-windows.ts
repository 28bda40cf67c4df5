/** A look-back that is polled in its own rhythm. */
export interface DiscoveryWindow {
  readonly name: string;
  readonly lookBackMs: number;
  readonly everyMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How far discovery goes back at most after the service was away. */
const FARTHEST_MS = 7 * 24 * HOUR;
/** Windows overlap by this much, for clocks that differ. */
const OVERLAP_MS = 2 * MINUTE;
/** No driver session is taken to be longer: what claims to be is a device somebody forgot, or a wrong clock. */
export const LONGEST_TEST_MS = 24 * HOUR;

/**
 * A short window often and longer ones seldom, because an execution appears only after its driver closed,
 * hours after the start on which the lab's filter works.
 */
export function discoveryWindows(everyMs: number): readonly DiscoveryWindow[] {
  return [
    { name: "short", lookBackMs: 15 * MINUTE, everyMs },
    { name: "middle", lookBackMs: 4 * HOUR, everyMs: everyMs * 10 },
    { name: "long", lookBackMs: 24 * HOUR, everyMs: everyMs * 120 },
  ];
}

/** The look-back to ask for now, and which windows that covers. */
export interface DiscoveryDecision {
  readonly fromMs: number;
  readonly covers: readonly string[];
  readonly reason: "first-look" | "after-absence" | "rhythm";
}

/**
 * Decides how far to look back. `marks` say when each window was last covered (epoch ms). The longest due window covers the
 * shorter ones. After an absence the look-back reaches behind the last success by the longest test seen (ms), because a
 * test that ran when the absence began, and ended in it, is found by its start.
 */
export function decideDiscovery(
  windows: readonly DiscoveryWindow[],
  marks: Readonly<Record<string, number>>,
  nowMs: number,
  longestTestMs = 0,
): DiscoveryDecision {
  const slackMs = (windows[0]?.everyMs ?? 0) / 2;
  const due = windows.filter(
    (window) => nowMs - (marks[window.name] ?? Number.NEGATIVE_INFINITY) >= window.everyMs - slackMs,
  );
  const asked = due.length > 0 ? due : windows.slice(0, 1);
  const lookBackMs = Math.max(...asked.map((window) => window.lookBackMs));
  const covers = windows.filter((window) => window.lookBackMs <= lookBackMs).map((window) => window.name);
  if (windows.every(({ name }) => marks[name] === undefined))
    return { fromMs: nowMs - lookBackMs, covers, reason: "first-look" };
  const reachMs = Math.max(...asked.map((window) => reachOf(window, marks[window.name], nowMs, longestTestMs)));
  if (reachMs <= lookBackMs) return { fromMs: nowMs - lookBackMs, covers, reason: "rhythm" };
  return { fromMs: nowMs - Math.min(reachMs, FARTHEST_MS), covers, reason: "after-absence" };
}

/** How far a window must reach back so that nothing it is there for lies behind it, ms. What is longer, a longer one finds. */
function reachOf(
  { lookBackMs, everyMs }: DiscoveryWindow,
  coveredAtMs: number | undefined,
  nowMs: number,
  longestTestMs: number,
): number {
  if (coveredAtMs === undefined) return lookBackMs;
  const ownMs = lookBackMs > everyMs ? lookBackMs - everyMs : LONGEST_TEST_MS;
  return nowMs - coveredAtMs + Math.min(longestTestMs, ownMs) + OVERLAP_MS;
}
