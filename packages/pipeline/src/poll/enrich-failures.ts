import {
  decideEnrichment,
  enrichmentAfter,
  mergeRecorded,
  type BuildPicture,
  type Conversation,
  type Enrichment,
  type RecordedExecution,
} from "@perfecto-bot/domain";
import type { Lab } from "../ports/lab.ts";
import { askCommands } from "./ask-commands.ts";
import { byConversation, orderFailures, type Interest } from "./order-failures.ts";
import type { PollParts } from "./poll-parts.ts";
import { updateBuild, type UpdatedBuild } from "./update-build.ts";

/** Commands reports fetched side by side for one build. */
const AT_ONCE = 3;
/** One look at a build begins no report after this time; the rest follows in the next looks. */
const LOOK_MS = 4_000;
/** After so many answers of trouble in a row it is the lab, and nothing more is asked in this look. */
const MOST_TROUBLES = 2;
/** Where fewer wait, all of them are fetched in one look, in whatever order. */
const FEW = 10;
/** What so many conversations want to see stands for the others. */
const MOST_CONVERSATIONS = 20;

/** Fetches commands of a build's failures that are due, those first that will be shown. What came is written, whatever fails. */
export async function enrichFailures(parts: PollParts, lab: Lab, build: UpdatedBuild): Promise<void> {
  const picture = await parts.pictures.load(build.key);
  if (picture === undefined) return;
  const due = [...picture.executions.values()].filter(
    (one) => decideEnrichment(one, parts.now(), parts.policy).kind === "ask",
  );
  if (due.length === 0) return;
  const found = await fetchInOrder(parts, lab, await inOrder(parts, picture, due));
  const update = await updateBuild(parts.pictures, build, (now) => withEnrichments(now, found));
  if (update.written) await parts.signals.plan(build.key);
}

/** When commands of a build are due next, epoch ms: in the past where some are due already; undefined where none will be. */
export function nextEnrichmentMs(
  picture: BuildPicture,
  nowMs: number,
  policy: PollParts["policy"],
): number | undefined {
  const times = [...picture.executions.values()].flatMap((one) => {
    const decision = decideEnrichment(one, nowMs, policy);
    if (decision.kind === "never") return [];
    return decision.kind === "ask" ? nowMs : decision.atMs;
  });
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
}

async function inOrder(
  parts: PollParts,
  picture: BuildPicture,
  due: readonly RecordedExecution[],
): Promise<readonly RecordedExecution[]> {
  const interests = due.length < FEW ? [] : await interestsIn(parts, picture);
  return orderFailures(picture, interests, due, parts.policy.quietPeriodMs);
}

async function interestsIn(
  { subscriptions }: PollParts,
  { ref, executions }: BuildPicture,
): Promise<readonly Interest[]> {
  const own = byConversation((await subscriptions.inLab(ref.lab)).covering(ref.job));
  const firstMs = [...executions.values()].reduce((first, one) => Math.min(first, one.firstSeenAtMs), Infinity);
  return Promise.all(
    own.slice(0, MOST_CONVERSATIONS).flatMap((some) => {
      const [first] = some;
      return first === undefined ? [] : [interestOf(subscriptions, first.conversation, firstMs, some)];
    }),
  );
}

async function interestOf(
  store: PollParts["subscriptions"],
  conversation: Conversation,
  mutesEndAfterMs: number,
  subscriptions: Interest["subscriptions"],
): Promise<Interest> {
  return { subscriptions, mutes: await store.mutes(conversation, mutesEndAfterMs) };
}

async function fetchInOrder(
  { now, policy }: PollParts,
  lab: Lab,
  failures: readonly RecordedExecution[],
): Promise<ReadonlyMap<string, Enrichment>> {
  const beganAtMs = now();
  const found = new Map<string, Enrichment>();
  const left = [...failures];
  let troubles = 0;

  async function fetchOn(): Promise<void> {
    while (troubles < MOST_TROUBLES && now() - beganAtMs < LOOK_MS) {
      const failure = left.shift();
      if (failure === undefined) return;
      const outcome = await askCommands(lab, failure);
      troubles = outcome.kind === "trouble" ? troubles + 1 : 0;
      found.set(failure.execution.id, enrichmentAfter(failure, outcome, now(), policy));
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, fetchOn));
  return found;
}

function withEnrichments(picture: BuildPicture, found: ReadonlyMap<string, Enrichment>): BuildPicture | undefined {
  const executions = new Map(picture.executions);
  for (const [id, enrichment] of found) {
    const known = executions.get(id);
    if (known) executions.set(id, mergeRecorded(known, { ...known, enrichment }));
  }
  return found.size === 0 ? undefined : { ...picture, executions };
}
