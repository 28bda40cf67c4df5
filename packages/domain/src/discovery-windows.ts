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
 * Decides how far to look back. `marks` say when each window was last covered (epoch ms).
 * The longest due window covers the shorter ones; after an absence the look-back reaches to the last success.
 */
export function decideDiscovery(
  windows: readonly DiscoveryWindow[],
  marks: Readonly<Record<string, number>>,
  nowMs: number,
): DiscoveryDecision {
  const slackMs = (windows[0]?.everyMs ?? 0) / 2;
  const due = windows.filter(
    (window) => nowMs - (marks[window.name] ?? Number.NEGATIVE_INFINITY) >= window.everyMs - slackMs,
  );
  const asked = due.length > 0 ? due : windows.slice(0, 1);
  const lookBackMs = Math.max(...asked.map((window) => window.lookBackMs));
  const lastMs = Math.max(...windows.map((window) => marks[window.name] ?? 0));
  const covers = windows.filter((window) => window.lookBackMs <= lookBackMs).map((window) => window.name);
  if (lastMs === 0) return { fromMs: nowMs - lookBackMs, covers, reason: "first-look" };
  const sinceLastMs = nowMs - lastMs + OVERLAP_MS;
  if (sinceLastMs <= lookBackMs) return { fromMs: nowMs - lookBackMs, covers, reason: "rhythm" };
  return { fromMs: nowMs - Math.min(sinceLastMs, FARTHEST_MS), covers, reason: "after-absence" };
}
