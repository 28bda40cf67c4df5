import { attemptCard, attentionCard, buildCard, type BuildCardInput } from "@perfecto-bot/cards";
import {
  attemptNumber,
  countNovelty,
  isWrong,
  jobHabits,
  verdictOf,
  type Novelty,
  type RecordedResult,
} from "@perfecto-bot/domain";
import type { WantedMessage } from "../ports/ledger.ts";
import { missingInWords } from "./missing-in-words.ts";
import { message, namedBuild, reply, type Planner } from "./planner.ts";

/** The build's card. */
export function rootMessage(planner: Planner, reason: string): WantedMessage {
  const { picture, conversation, view, links, history, facts, mutes } = planner;
  // What could not run tells nothing of the code: the build before it is the one to compare with.
  const before = history.find(({ verdict }) => verdict !== "blocked");
  const whole = view.subscriptions.some(({ filter }) => filter.length === 0);
  const missing = whole ? missingInWords(facts.missing) : [];
  const changes = changesOf(planner);
  const suspects = suspectsOf(planner);
  const card = buildCard({
    ref: picture.ref,
    verdict: verdictOf(picture, view.shown),
    attempt: attemptNumber(picture),
    final: picture.final,
    reopened: picture.reopened,
    ci: whole ? picture.ci : undefined,
    usualTotal: whole ? jobHabits(history).usualTotal : undefined,
    muted: wrongOnes(view.shown, (id) => view.muted.has(id)),
    mutedElsewhere: wrongOnes(view.shown, (id) => mutes.isMutedElsewhere(conversation, id)),
    before: before && { label: before.label, verdict: before.verdict },
    ...(changes === undefined ? {} : { changes }),
    ...(missing.length === 0 ? {} : { missing }),
    ...(suspects.length === 0 ? {} : { suspects }),
    libraryUrl: links.build(picture.ref),
  });
  return message(planner, "build", card, reason, { progress: picture.final === undefined });
}

/**
 * What the card would say, in its thread, where the chat no longer lets the card be edited: once the build is final, because
 * nobody waits for progress that cannot be seen. `root`: the build's card as it should be.
 */
export function verdictMessage(planner: Planner, root: WantedMessage): readonly WantedMessage[] {
  const { picture, view, ledger } = planner;
  if (ledger.get("build")?.frozen !== true || picture.final === undefined) return [];
  return [message(planner, "verdict", root.card, "card-not-editable", reply(view))];
}

/** How each attempt after the first ended is said once, in the thread: an edit of the card notifies nobody. */
export function attemptMessages(planner: Planner): readonly WantedMessage[] {
  const { picture, view } = planner;
  const number = attemptNumber(picture);
  if (number < 2 || picture.final === undefined) return [];
  const build = namedBuild(planner);
  const card = attemptCard({
    attempt: number,
    verdict: verdictOf(picture, view.shown),
    build: { ...build, url: picture.ci?.url ?? build.url },
  });
  return [message(planner, `attempt/${number}`, card, "attempt-ended", reply(view))];
}

/** A call to people. Said once, with what was known then: an edit would call nobody. */
export function attention(planner: Planner, failing: readonly RecordedResult[]): readonly WantedMessage[] {
  const { view, picture, ledger } = planner;
  // One that is being posted, or could not be, stays wanted: it may be posted yet.
  const isSaid = ledger.get("attention")?.state === "posted";
  if (view.options.mention.length === 0 || failing.length === 0 || isSaid) return [];
  const verdict = verdictOf(picture, view.shown);
  const changes = changesOf(planner);
  const news = { verdict, ...(changes === undefined ? {} : { changes }) };
  const card = attentionCard(view.options.mention, { ...namedBuild(planner), ...news });
  // In a thread, "everybody here" calls nobody: https://slack.com/help/articles/202009646-Notify-a-channel-or-workspace
  const callsEverybody = view.options.mention.some(({ kind }) => kind === "here");
  return [message(planner, "attention", card, "first-failure", callsEverybody ? {} : reply(view))];
}

function changesOf({ facts, view }: Planner): BuildCardInput["changes"] {
  if (facts.novelties.size === 0) return undefined;
  const told = view.shown.map(({ key }): Novelty => facts.novelties.get(key) ?? { kind: "none" });
  const counts = countNovelty(told);
  return { fresh: counts.new, known: counts.known, recovered: counts.recovered };
}

/** The suspect devices that something failed on. */
function suspectsOf({ facts, view }: Planner): readonly string[] {
  const failing = view.shown.filter(({ outcome }) => outcome === "failed");
  const ids = failing.flatMap(({ latest }) =>
    latest.execution.platforms.flatMap((platform) => (platform.kind === "device" ? (platform.deviceId ?? []) : [])),
  );
  return [...new Set(ids)].flatMap((id) => {
    const device = facts.suspects.get(id);
    return device === undefined ? [] : `${device.label} (${id}): ${device.reason}`;
  });
}

function wrongOnes(shown: readonly RecordedResult[], isMuted: (executionId: string) => boolean): number {
  return shown.filter((result) => isWrong(result) && isMuted(result.latest.execution.id)).length;
}
