import { link, noticeCard, text } from "@perfecto-bot/cards";
import {
  buildKey,
  buildLabel,
  isWrong,
  parseBuildKey,
  type BuildKey,
  type BuildPicture,
  type Mute,
  type NoView,
} from "@perfecto-bot/domain";
import type { WantedMessage } from "../ports/ledger.ts";
import type { FinishedBuild } from "../ports/picture-store.ts";
import { decideRoot, type RootReason } from "./decide-root.ts";
import { startOfBuild } from "./finished-build.ts";
import { failureMessages } from "./plan-failures.ts";
import { attemptMessages, attention, rootMessage, verdictMessage } from "./plan-root.ts";
import {
  awaitsRetry,
  hasMessage,
  isAlarm,
  isMuted,
  isReady,
  message,
  wasSaid,
  wasTold,
  type PlanInput,
  type Planner,
} from "./planner.ts";
import { viewOf } from "./view-of.ts";

/** The messages that should exist, and why there are these and no others. */
export interface Plan {
  readonly reason: NoView | RootReason;
  readonly messages: readonly WantedMessage[];
  /** Messages that are not to be posted any more, or not to be edited again; what stands stays as it is. */
  readonly withdrawn: readonly string[];
  /** Failures that wait for the lab or for their commands. */
  readonly notReady: readonly string[];
  /** Failures that call nobody before their retry could have come. */
  readonly awaited: readonly string[];
  /** Failures that make no message, with the mute. */
  readonly muted: ReadonlyMap<string, Mute>;
}

/** Computes which messages one conversation should have about one build. Pure: the same input gives the same messages. */
export function planBuild(input: PlanInput): Plan {
  const told = tell(input);
  const names = new Set(told.messages.map(({ name }) => name));
  const withdrawn = [...input.ledger.values()].flatMap(({ name, state, pendingEdit }) => {
    const isRight = state === "posted" && pendingEdit === undefined;
    return names.has(name) || isRight ? [] : [name];
  });
  return { ...told, withdrawn };
}

function tell(input: PlanInput): Omit<Plan, "withdrawn"> {
  const { picture } = input;
  if (picture.joinedTo !== undefined) return planJoined(input, picture.joinedTo);
  const view = viewOf(input);
  if (typeof view === "string")
    return { reason: view, messages: lastWords(input), notReady: [], awaited: [], muted: new Map() };
  const earlier = buildsBefore(picture, input.history);
  const planner: Planner = { ...input, history: earlier, view };
  const spoken = view.shown.filter((result) => isWrong(result) || hasMessage(planner, result));
  const notReady = spoken.filter(({ latest }) => !isReady(latest)).map(({ latest }) => latest.execution.id);
  const ready = spoken.filter(
    (result) => isReady(result.latest) && (!isMuted(view, result) || hasMessage(planner, result)),
  );
  const failing = ready.filter((result) => isAlarm(planner, result));
  const awaited = ready.filter((result) => awaitsRetry(planner, result)).map(({ latest }) => latest.execution.id);
  const before = earlier.find(({ verdict }) => verdict !== "blocked");
  const root = decideRoot({
    picture,
    view,
    failures: failing.length,
    awaited: awaited.length,
    posted: wasTold(input),
    before,
  });
  const base = { reason: root.reason, notReady, awaited, muted: view.muted };
  if (!root.speak) return { ...base, messages: [] };
  const card = view.options.post === "build" ? [rootMessage(planner, root.reason)] : [];
  const messages = [
    ...card,
    ...card.flatMap((one) => [...verdictMessage(planner, one), ...attemptMessages(planner)]),
    ...attention(planner, failing),
    ...failureMessages(planner, ready),
  ];
  return { ...base, messages };
}

/** Nothing is left of a build that belongs to another one; a card that stands says so. */
function planJoined(input: PlanInput, key: BuildKey): Omit<Plan, "withdrawn"> {
  const { picture, links } = input;
  const target = parseBuildKey(key);
  const base = { notReady: [], awaited: [], muted: new Map<string, Mute>() };
  if (!wasSaid(input, "build") || target === undefined) return { ...base, reason: "no-match", messages: [] };
  const card = noticeCard("info", [
    text(`${buildLabel(picture.ref)} is part of `),
    link(buildLabel(target), links.build(target)),
    text("."),
  ]);
  return { ...base, reason: "posted-before", messages: [message(input, "build", card, "joined", {})] };
}

/** A card that tells of a build in flight must not say so for ever where the build is not followed any more. */
function lastWords(input: PlanInput): readonly WantedMessage[] {
  const { picture, ledger, links } = input;
  if (!wasSaid(input, "build") || ledger.get("build")?.progress !== true) return [];
  const card = noticeCard("info", [
    link(buildLabel(picture.ref), links.build(picture.ref)),
    text(" is not followed here any more."),
  ]);
  return [message(input, "build", card, "not-followed", {})];
}

function buildsBefore(picture: BuildPicture, history: readonly FinishedBuild[]): readonly FinishedBuild[] {
  const key = buildKey(picture.ref);
  const startMs = startOfBuild(picture);
  return history.filter((build) => build.key !== key && build.startedAtMs < startMs);
}
