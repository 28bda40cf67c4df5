const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** A moment (ms since 1970) as "14:02:11" in the browser's zone. */
export function formatClock(atMs: number): string {
  return clock.format(atMs);
}
