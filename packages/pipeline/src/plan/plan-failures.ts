import { failureCard, link, moreFailuresCard, noticeCard, text, type Card } from "@perfecto-bot/cards";
import { buildLabel, causeKey, isWrong, wentWrong, type RecordedResult } from "@perfecto-bot/domain";
import type { WantedMessage } from "../ports/ledger.ts";
import { failureName, hasMessage, isMuted, message, namedBuild, reply, wasSaid, type Planner } from "./planner.ts";

/** Failure messages of one build: so many in a thread, so many straight in the channel; the rest is folded into one. */
export const MOST_FAILURES = { on: 30, broadcast: 10, off: 10 } as const;

/** So many failures of one cause name each other's platforms at the end; more would be an edit each for little. */
const MOST_LISTED = 10;

/** One message for each test that went wrong, as far as there is room, and one for the rest. */
export function failureMessages(planner: Planner, ready: readonly RecordedResult[]): readonly WantedMessage[] {
  const { view, picture, links } = planner;
  const posted = ready.filter((result) => hasMessage(planner, result));
  const fresh = ready.filter((result) => !hasMessage(planner, result));
  const room = Math.max(0, MOST_FAILURES[view.options.post === "test" ? "off" : view.options.thread] - posted.length);
  const alone = [...posted, ...fresh.slice(0, room)];
  const folded = fresh.slice(room).map(({ latest }) => latest);
  const byCause = Map.groupBy(ready.filter(isWrong), ({ latest }) => causeKey(latest));
  const messages = alone.map((result) => failureMessage(planner, result, byCause.get(causeKey(result.latest)) ?? []));
  if (folded.length === 0 && !isFoldOver(planner)) return messages;
  const card =
    folded.length === 0
      ? noneFolded(planner)
      : moreFailuresCard({ folded, build: namedBuild(planner), reportUrl: links.execution });
  return [
    ...messages,
    message(planner, "more", card, "folded", { ...reply(view), progress: picture.final === undefined }),
  ];
}

/** A message tells of folded failures, and there are none any more, not even ones that wait for the lab. */
function isFoldOver(planner: Planner): boolean {
  const { view } = planner;
  const isOpen = (result: RecordedResult): boolean =>
    isWrong(result) && !isMuted(view, result) && !hasMessage(planner, result);
  return wasSaid(planner, "more") && !view.shown.some(isOpen);
}

function noneFolded({ picture: { ref }, links }: Planner): Card {
  return noticeCard("info", [
    text("No more failures in "),
    link(buildLabel(ref), links.build(ref)),
    text(": those that stood here passed at a later attempt, or are muted."),
  ]);
}

function failureMessage(planner: Planner, result: RecordedResult, alike: readonly RecordedResult[]): WantedMessage {
  const { view, picture, links, facts } = planner;
  const { latest } = result;
  const others = new Set(alike.map(({ platform }) => platform).filter((label) => label !== result.platform));
  const inThread = view.options.post === "build" && view.options.thread === "on";
  const novelty = facts.novelties.get(result.key);
  const card = failureCard({
    result,
    ...(novelty === undefined ? {} : { novelty }),
    ...(picture.ci === undefined ? {} : { ci: picture.ci }),
    reportUrl: links.execution(latest.execution.id),
    build: inThread ? undefined : namedBuild(planner),
    sameCauseOn: [...others].toSorted(),
    buildIsFinal: picture.final !== undefined && alike.length <= MOST_LISTED,
  });
  const waits = wentWrong(latest.execution) && latest.settledAtMs === undefined;
  const reason = waits ? "still-processing" : "settled";
  return message(planner, failureName(planner, result), card, reason, reply(view));
}
