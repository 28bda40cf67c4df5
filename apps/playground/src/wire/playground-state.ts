import type { LabView } from "./lab-state.ts";
import type { SlackView } from "./slack-state.ts";
import type { TeamsView } from "./teams-state.ts";
import type { TimelineEntry } from "./timeline-entry.ts";
import type { WorldView } from "./world-state.ts";

/** Everything the page shows. */
export interface PlaygroundState {
  readonly world: WorldView;
  readonly lab: LabView;
  readonly slack: SlackView;
  readonly teams: TeamsView;
  /** The newest entries, oldest first. */
  readonly timeline: readonly TimelineEntry[];
}
