/**
 * A duration for people: "45 s", "12 min 34 s", "2 h 30 min", "3 days 4 h". Its two largest units, rounded;
 * what is shorter than half a second, negative or no number is "0 s".
 */
export function formatDuration(ms: number): string {
  const seconds = Number.isFinite(ms) ? Math.max(0, Math.round(ms / 1000)) : 0;
  if (seconds < 3600) return pair(seconds, 60, () => "min", "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return pair(minutes, 60, () => "h", "min");
  return pair(Math.round(seconds / 3600), 24, (days) => (days === 1 ? "day" : "days"), "h");
}

function pair(total: number, perLarge: number, large: (count: number) => string, small: string): string {
  const count = Math.floor(total / perLarge);
  const rest = total % perLarge;
  if (count === 0) return `${rest} ${small}`;
  return rest === 0 ? `${count} ${large(count)}` : `${count} ${large(count)} ${rest} ${small}`;
}
