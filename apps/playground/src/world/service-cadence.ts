/** How the service's cadences follow the speed of the lab. */
type CadenceName = "DISCOVER_EVERY" | "TRACK_EVERY" | "QUIET_PERIOD" | "SETTLE_LIMIT";

/**
 * The service's cadences for a simulated lab that plays `speed` times as fast as a real one: its defaults divided by
 * the speed, and at least a second. The quiet period is shortened further, so that a verdict is worth waiting for.
 */
export function serviceCadence(speed: number): Readonly<Record<CadenceName, string>> {
  return {
    DISCOVER_EVERY: seconds(24 / speed, 1, 30),
    TRACK_EVERY: seconds(5 / speed, 1, 5),
    QUIET_PERIOD: seconds(24 / speed, 2, 180),
    SETTLE_LIMIT: seconds(600 / speed, 10, 600),
  };
}

function seconds(wanted: number, least: number, most: number): string {
  return `${Math.round(Math.min(Math.max(wanted, least), most))}s`;
}
