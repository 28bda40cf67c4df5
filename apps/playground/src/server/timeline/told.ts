import type { TimelineEntry } from "../../wire/timeline-entry.ts";

/** Something for the timeline, before it has a number. */
export interface Told extends Omit<TimelineEntry, "id" | "count"> {
  /** What is told with the same key soon afterwards is the same entry, counted. Without one it stands alone. */
  readonly fold?: string;
}
