import { progressAnswer } from "@perfecto-bot/cards";
import { understoodAs, type AskContext, type Question } from "@perfecto-bot/domain";
import type { FetchProgress } from "../../ask/fetched.ts";
import type { Clock } from "../../ports/clock.ts";
import type { OnProgress } from "../../ports/desk.ts";

const FIRST_AFTER_MS = 2_000;
const THEN_EVERY_MS = 1_000;

/** Shows how far an answer is, while it is on its way. */
export interface ProgressShow {
  readonly note: (progress: FetchProgress) => void;
  /** Nothing is shown from now on. */
  readonly stop: () => void;
}

/** Shows progress after two seconds, then every second in which there is some. */
export function showProgress(
  question: Question,
  context: AskContext,
  now: Clock,
  onProgress: OnProgress | undefined,
): ProgressShow {
  if (onProgress === undefined) return { note: () => undefined, stop: () => undefined };
  let latest: FetchProgress | undefined;
  let shown: FetchProgress | "nothing yet" | undefined = "nothing yet";
  const show = (): void => {
    if (latest !== shown) onProgress(progressCard(question, context, latest, now()));
    shown = latest;
  };
  let timer = setTimeout(() => {
    show();
    timer = setInterval(show, THEN_EVERY_MS);
  }, FIRST_AFTER_MS);
  return {
    note: (progress) => {
      latest = progress;
    },
    stop: () => clearTimeout(timer),
  };
}

function progressCard(question: Question, context: AskContext, progress: FetchProgress | undefined, nowMs: number) {
  const { examined = 0, total = 0, labs = [] } = progress ?? {};
  const share = progress === undefined ? undefined : shareOf(progress);
  return progressAnswer({
    understoodAs: understoodAs(question, context),
    asOfMs: nowMs,
    read: examined,
    matching: total,
    ...(share === undefined ? {} : { share }),
    ...(labs.length > 1 ? { labs: labs.length } : {}),
  });
}

function shareOf({ window, readFromMs, readToMs }: FetchProgress): number | undefined {
  const wholeMs = window.toMs - window.fromMs;
  return wholeMs > 0 ? (readToMs - readFromMs) / wholeMs : undefined;
}
