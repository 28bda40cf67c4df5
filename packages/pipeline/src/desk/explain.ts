import { code, subscriptionSubject, text, whyCard, type Explanation } from "@perfecto-bot/cards";
import {
  buildLabel,
  coversJob,
  isWrong,
  platformsLabel,
  recordedResults,
  testLabel,
  type BuildPicture,
  type WhyCommand,
} from "@perfecto-bot/domain";
import { planBuild, type Plan } from "../plan/plan-build.ts";
import { planInput, readContext } from "../plan/plan-context.ts";
import type { Asker, Reply } from "../ports/desk.ts";
import type { LedgerSummary } from "../ports/ledger.ts";
import type { DeskParts } from "./desk-parts.ts";
import { explainTest } from "./explain-test.ts";
import { findBuild, knownPicture, type FoundBuild } from "./find-build.ts";
import { messageWords } from "./message-words.ts";
import { subscriptionsHere } from "./own-subscription.ts";
import { reasonSentence } from "./reason-sentence.ts";
import { privately, refusal } from "./replies.ts";

/** `why <link, build or test>`: which subscriptions matched, what was muted by whom, what was posted when. */
export async function explain(parts: DeskParts, asker: Asker, { about }: WhyCommand): Promise<Reply> {
  const found = await findBuild(parts, about);
  if (found === undefined) {
    return refusal("I know no such build or test", [
      text("Give a report link, or a job with its build number such as "),
      code(`${asker.prefix} why Nightly #45`),
      text(". Tests I know only from builds that somebody subscribed to, for 14 days."),
    ]);
  }
  return explainBuild(parts, asker, found);
}

/** Explains one build, or one test in it, to one conversation. */
export async function explainBuild(parts: DeskParts, asker: Asker, { key, executionId }: FoundBuild): Promise<Reply> {
  const known = await knownPicture(parts, key);
  if (known === undefined)
    return refusal("I no longer know this build", [text("I remember builds for 14 days, and the lab has none of it.")]);
  const { picture, wasRead } = known;
  const here = asker.conversation;
  const subscriptions = await subscriptionsHere(parts, here);
  const [context, topic] = await Promise.all([readContext(parts, key, picture), parts.ledger.topic(here, key)]);
  if (context === undefined) return refusal("The lab of this build is no longer configured");
  const plan = planBuild(planInput(context, here, topic));
  const unposted = planBuild(planInput(context, here, { messages: new Map() }));
  const ledger = topic.messages;
  const askedTest = executionId === undefined ? undefined : explainTest({ picture, plan, ledger, executionId });
  return privately(
    whyCard({
      build: { label: buildLabel(picture.ref), url: parts.links(picture.ref.lab)?.build(picture.ref) ?? "" },
      reason: reasonSentence({ plan, unposted, isFinal: picture.final !== undefined, wasRead }),
      ...(askedTest === undefined ? {} : { askedTest }),
      subscriptions: subscriptions
        .filter((one) => one.lab === picture.ref.lab)
        .map((one) => ({
          id: one.id,
          subject: subscriptionSubject(one),
          matched: coversJob(one.job, picture.ref.job),
          ...(one.paused === undefined ? {} : { paused: one.paused.detail }),
        })),
      ...testWords(picture, plan),
      messages: [...ledger.values()].toSorted(byTime).map((summary) => messageLine(summary, picture)),
    }),
  );
}

function testWords(picture: BuildPicture, { muted, notReady }: Plan): Pick<Explanation, "muted" | "waiting"> {
  const failures = [...muted].filter(([id]) => isFailure(picture, id));
  return {
    muted: failures.map(([id, mute]) => ({
      test: testName(picture, id),
      by: mute.createdBy,
      untilMs: mute.endedAtMs ?? mute.untilMs,
    })),
    waiting: notReady.filter((id) => !muted.has(id)).map((id) => testName(picture, id)),
  };
}

function isFailure(picture: BuildPicture, id: string): boolean {
  return recordedResults(picture).some((result) => isWrong(result) && result.latest.execution.id === id);
}

function testName({ executions }: BuildPicture, id: string): string {
  const execution = executions.get(id)?.execution;
  return execution === undefined ? id : `${testLabel(execution)} on ${platformsLabel(execution.platforms)}`;
}

/** In the order of posting; what is not posted yet comes last. */
function byTime(a: LedgerSummary, b: LedgerSummary): number {
  return (a.atMs ?? Number.MAX_VALUE) - (b.atMs ?? Number.MAX_VALUE) || (a.name < b.name ? -1 : 1);
}

const STATE_WORDS: Readonly<Record<LedgerSummary["state"], string>> = {
  waiting: "waits to be posted",
  posting: "is being posted",
  posted: "posted",
  dead: "could not be posted",
  "set-aside": "cannot be read by this version of the bot, and is left alone until it is upgraded",
};

function messageLine(
  { name, state, atMs, detail }: LedgerSummary,
  picture: BuildPicture,
): Explanation["messages"][number] {
  const id = name.startsWith("failure/") ? name.slice("failure/".length) : undefined;
  return {
    what: id === undefined ? messageWords(name) : testName(picture, id),
    state: STATE_WORDS[state],
    ...(atMs === undefined ? {} : { atMs }),
    ...(detail === undefined ? {} : { detail }),
  };
}
