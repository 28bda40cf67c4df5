import {
  isSettled,
  isWrong,
  type BuildPicture,
  type ConversationView,
  type RecordedResult,
} from "@perfecto-bot/domain";
import type { FinishedBuild } from "../ports/picture-store.ts";

/** Why a build is spoken of in a conversation, or not. */
export type RootReason =
  | "posted-before"
  | "every-build"
  | "has-failures"
  | "never-reported"
  | "newly-failing"
  | "recovered"
  | "muted"
  | "no-failure-yet"
  | "retry-may-come"
  | "no-result-yet"
  | "same-verdict-as-before"
  | "verdict-not-known-yet";

/** What the decision looks at. */
export interface RootQuestion {
  readonly picture: BuildPicture;
  readonly view: ConversationView;
  /** Failures that may be spoken of now: ready, not muted, and no retry of them is awaited. What could not run is none. */
  readonly failures: number;
  /** Failures of which a retry may still come, as this job's builds have them. */
  readonly awaited: number;
  /** Something was said of the build already, which then is kept up to date. */
  readonly posted: boolean;
  /** The build before this one that came to a verdict. */
  readonly before: FinishedBuild | undefined;
}

/** Decides whether a conversation should hear of a build at all. */
export function decideRoot(question: RootQuestion): { readonly speak: boolean; readonly reason: RootReason } {
  const { picture, view, failures, posted, before } = question;
  const noFailure = no(question.awaited > 0 ? "retry-may-come" : "no-failure-yet");
  if (posted) return yes("posted-before");
  if (view.shown.length === 0)
    return picture.final?.reason === "never-reported" ? yes("never-reported") : no("no-result-yet");
  if (view.shown.every(({ latest }) => view.muted.has(latest.execution.id))) return no("muted");
  if (!view.shown.some(isResult)) return no("no-result-yet");
  switch (view.options.on) {
    case "all":
      if (view.options.post === "test") return failures > 0 ? yes("has-failures") : noFailure;
      return yes("every-build");
    case "failures":
      return failures > 0 ? yes("has-failures") : noFailure;
    case "changes":
      if (failures > 0) return before?.verdict === "failed" ? no("same-verdict-as-before") : yes("newly-failing");
      if (question.awaited > 0) return noFailure;
      if (picture.final === undefined || !calm(view)) return no("verdict-not-known-yet");
      return before?.verdict === "failed" ? yes("recovered") : no("same-verdict-as-before");
  }
}

/** What the lab may still change its mind about is no result. Nobody waits for the video of a passed test. */
function isResult({ latest }: RecordedResult): boolean {
  return latest.execution.status === "PASSED" || isSettled(latest) || latest.overdueAtMs !== undefined;
}

/** Nothing went wrong, and not only for want of verdicts. */
function calm({ shown }: ConversationView): boolean {
  return shown.some(({ outcome }) => outcome === "passed" || outcome === "flaky") && !shown.some(isWrong);
}

function yes(reason: RootReason) {
  return { speak: true, reason };
}

function no(reason: RootReason) {
  return { speak: false, reason };
}
