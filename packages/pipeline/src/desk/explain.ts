import { code, subscriptionSubject, text, whyCard, type Explanation } from "@perfecto-bot/cards";
import {
  buildKey,
  buildLabel,
  buildOf,
  coversJob,
  parseBuildKey,
  type BuildKey,
  type BuildPicture,
  type WhyCommand,
} from "@perfecto-bot/domain";
import { planFor } from "../plan/plan-changed-build.ts";
import type { Plan } from "../plan/plan-build.ts";
import type { Asker, Reply } from "../ports/desk.ts";
import type { ExecutionQuery } from "../ports/lab.ts";
import type { LedgerSummary } from "../ports/ledger.ts";
import type { DeskParts } from "./desk-parts.ts";
import { messageWords } from "./message-words.ts";
import { subscriptionsHere } from "./own-subscription.ts";
import { privately, refusal } from "./replies.ts";

/** Why a build was or was not spoken of, by the planner's reason. */
export const REASON_WORDS: Readonly<Record<Plan["reason"], string>> = {
  "no-subscription": "no subscription here covers this job",
  paused: "the subscriptions here that cover this job are paused",
  "ended-before-subscription": "it ended before the subscription here began",
  "no-match": "no execution matches the subscription's filter",
  "posted-before": "it has its card here, which is kept up to date",
  "every-build": "the subscription asks for every build",
  "has-failures": "it has failures",
  "never-reported": "CI announced it and nothing was ever reported",
  "newly-failing": "it fails and the build before did not",
  recovered: "it passed and the build before failed",
  muted: "everything in it is muted here",
  "no-failure-yet": "it has no settled failure, and the subscription asks for failures",
  "no-result-yet": "there is no result yet",
  "same-verdict-as-before": "its verdict is that of the build before, and the subscription asks for changes",
  "verdict-not-known-yet": "its verdict is not known yet, and the subscription asks for changes",
};

/** `why <link, build or test>`: which subscriptions matched, what was muted by whom, what was posted when. */
export async function explain(parts: DeskParts, asker: Asker, { about }: WhyCommand): Promise<Reply> {
  const key = await findBuild(parts, about);
  if (key === undefined) {
    return refusal("I know no such build or test", [
      text("Give a report link, or a job with its build number such as "),
      code(`${asker.prefix} why Nightly #45`),
      text(". I remember builds that somebody subscribed to, for 14 days."),
    ]);
  }
  return explainBuild(parts, asker, key);
}

/** Explains one build to one conversation. */
export async function explainBuild(parts: DeskParts, asker: Asker, key: BuildKey): Promise<Reply> {
  const picture = await parts.pictures.load(key);
  if (picture === undefined)
    return refusal("I no longer know this build", [text("Builds are remembered for 14 days.")]);
  const here = asker.conversation;
  const subscriptions = await subscriptionsHere(parts, here);
  const [plan, ledger] = await Promise.all([
    planFor(parts, picture, here, subscriptions),
    parts.ledger.topic(here, key),
  ]);
  if (plan === undefined) return refusal("The lab of this build is no longer configured");
  return privately(
    whyCard({
      build: { label: buildLabel(picture.ref), url: parts.links(picture.ref.lab)?.build(picture.ref) ?? "" },
      reason: REASON_WORDS[plan.reason],
      subscriptions: subscriptions
        .filter((one) => one.lab === picture.ref.lab)
        .map((one) => ({
          id: one.id,
          subject: subscriptionSubject(one),
          matched: coversJob(one.job, picture.ref.job),
          ...(one.paused === undefined ? {} : { paused: one.paused.detail }),
        })),
      ...testWords(picture, plan),
      messages: [...ledger.values()].map((summary) => messageLine(summary, picture)),
    }),
  );
}

function testWords(picture: BuildPicture, { muted, notReady }: Plan): Pick<Explanation, "muted" | "waiting"> {
  return {
    muted: [...muted].map(([id, mute]) => ({
      test: testName(picture, id),
      by: mute.createdBy,
      untilMs: mute.endedAtMs ?? mute.untilMs,
    })),
    waiting: notReady.map((id) => testName(picture, id)),
  };
}

function testName({ executions }: BuildPicture, id: string): string {
  return executions.get(id)?.execution.name ?? id;
}

function messageLine(
  { name, state, atMs, detail }: LedgerSummary,
  picture: BuildPicture,
): Explanation["messages"][number] {
  const id = name.startsWith("failure/") ? name.slice("failure/".length) : undefined;
  const words = {
    waiting: "waits to be posted",
    posting: "is being posted",
    posted: "posted",
    dead: "could not be posted",
  };
  return {
    what: id === undefined ? messageWords(name) : testName(picture, id),
    state: words[state],
    ...(atMs === undefined ? {} : { atMs }),
    ...(detail === undefined ? {} : { detail }),
  };
}

async function findBuild(parts: DeskParts, about: string): Promise<BuildKey | undefined> {
  const link = parts.readLink(about);
  if (link?.kind === "execution") return findExecution(parts, link.id);
  if (link?.kind === "session") return findAtLab(parts, { externalIds: [link.externalId] });
  const named = link ?? readBuildName(about);
  if (named !== undefined) return findJobBuild(parts, named.job, named.number);
  return (await findExecution(parts, about)) ?? (parseBuildKey(about) === undefined ? undefined : about);
}

/** "Nightly Regression #45", "Nightly 45", with or without quotes. */
export function readBuildName(words: string): { readonly job: string; readonly number: number } | undefined {
  const match = /^["“]?(?<job>.+?)["”]?\s+#?(?<number>\d{1,15})$/.exec(words.trim());
  const { job, number } = match?.groups ?? {};
  return job === undefined || number === undefined ? undefined : { job, number: Number(number) };
}

async function findExecution({ labs, pictures }: DeskParts, id: string): Promise<BuildKey | undefined> {
  for (const lab of labs.keys()) {
    const key = await pictures.buildOfExecution(lab, id);
    if (key !== undefined) return key;
  }
  return undefined;
}

/** Builds in flight are known by name; for the others the lab tells the branch. */
async function findJobBuild(parts: DeskParts, job: string, number: number): Promise<BuildKey | undefined> {
  const running = (await parts.pictures.openBuilds()).find(({ key }) => {
    const ref = parseBuildKey(key);
    return ref?.kind === "job" && ref.job.toLowerCase() === job.toLowerCase() && ref.number === number;
  });
  if (running !== undefined) return running.key;
  for (const lab of parts.labs.keys()) {
    const key = buildKey({ kind: "job", lab, job, number });
    if ((await parts.pictures.load(key)) !== undefined) return key;
  }
  return findAtLab(parts, { jobNames: [job], jobNumber: number });
}

async function findAtLab({ labs }: DeskParts, query: ExecutionQuery): Promise<BuildKey | undefined> {
  for (const lab of labs.values()) {
    const [first] = (await lab.listExecutions({ ...query, maxPages: 1 })).executions;
    if (first !== undefined) return buildKey(buildOf(first));
  }
  return undefined;
}
