import type { LabBuildView, LabExecutionView } from "./lab-state.ts";
import type { PlaygroundState } from "./playground-state.ts";
import type { SlackChannelView, SlackMessageView, SlackModalView, SlackWhisperView } from "./slack-state.ts";
import type { TeamsDialogView, TeamsMessageView, TeamsNoticeView, TeamsPlaceView } from "./teams-state.ts";
import type { TimelineEntry } from "./timeline-entry.ts";
import type { WorldView } from "./world-state.ts";

/**
 * What the server tells the page. `state` comes first on every connection; each later event says one thing as it is now,
 * so that hearing of it twice changes nothing.
 */
export type PlaygroundEvent =
  | { readonly kind: "state"; readonly state: PlaygroundState }
  | { readonly kind: "world"; readonly world: WorldView }
  /** A build that began, ended, or got its number of executions; without its executions. */
  | { readonly kind: "lab-build"; readonly build: Omit<LabBuildView, "executions"> }
  | { readonly kind: "lab-execution"; readonly buildId: string; readonly execution: LabExecutionView }
  | { readonly kind: "slack-message"; readonly message: SlackMessageView }
  | { readonly kind: "slack-whisper"; readonly whisper: SlackWhisperView }
  | { readonly kind: "slack-channel"; readonly channel: SlackChannelView }
  /** A person's topmost modal; absent where there is none any more. */
  | { readonly kind: "slack-modal"; readonly userId: string; readonly modal?: SlackModalView }
  | { readonly kind: "teams-message"; readonly message: TeamsMessageView }
  | { readonly kind: "teams-place"; readonly place: TeamsPlaceView }
  | { readonly kind: "teams-notice"; readonly notice: TeamsNoticeView }
  /** A person's dialog; absent where there is none any more. */
  | { readonly kind: "teams-dialog"; readonly userId: string; readonly dialog?: TeamsDialogView }
  | { readonly kind: "timeline"; readonly entry: TimelineEntry };
