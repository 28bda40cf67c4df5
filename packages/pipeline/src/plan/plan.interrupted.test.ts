import { buildKey, conversationKey, emptyPicture, type BuildPicture, type JobBuildRef } from "@perfecto-bot/domain";
import { aPicture, aSubscription, CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { createMemoryHistoryStore } from "../memory/memory-history-store.ts";
import { createMemoryLedger } from "../memory/memory-ledger.ts";
import { createMemoryPictureStore } from "../memory/memory-picture-store.ts";
import { createMemorySubscriptionStore } from "../memory/memory-subscription-store.ts";
import { createMemoryWorkSchedule } from "../memory/memory-work-schedule.ts";
import { createMortalWorker, type MortalWorker } from "../memory/mortal-worker.ts";
import { runScheduled } from "../schedule/run-scheduled.ts";
import { aPlanInput } from "../testing/a-plan-input.ts";
import { everyFate, type Scenario } from "../testing/every-fate.ts";
import { of } from "../testing/plan-of.ts";
import { planChangedBuild } from "./plan-changed-build.ts";

const ELSEWHERE = { ...CHANNEL, id: "C2" };
const REF: JobBuildRef = { kind: "job", lab: "acme", job: "Nightly", number: 45, startedAtMs: NINE };
const KEY = buildKey(REF);
const final = { atMs: NINE, reason: "quiet" } as const;

/** Planning for two conversations, of a build that was stored with these overrides. */
async function openPlan(stored: readonly Partial<BuildPicture>[]) {
  const clock = { nowMs: NINE };
  const now = (): number => clock.nowMs;
  const schedule = createMemoryWorkSchedule();
  const subscriptions = createMemorySubscriptionStore();
  for (const [index, conversation] of [CHANNEL, ELSEWHERE].entries()) {
    const one = aSubscription({ id: `s${index}`, conversation, startsAtMs: NINE - 1 });
    await subscriptions.put(one, { atMs: NINE, conversation, person: "U1", action: "", detail: "" });
  }
  const pictures = createMemoryPictureStore(schedule, now);
  const ledger = createMemoryLedger(now, schedule);
  const histories = createMemoryHistoryStore();
  const signals = { lane: async () => undefined };
  const plan = ({ hold }: MortalWorker) =>
    runScheduled({ schedule: hold(schedule), now, onTrouble: () => undefined }, "plan", KEY, async () => {
      const parts = {
        pictures: hold(pictures),
        histories: hold(histories),
        subscriptions: hold(subscriptions),
        ledger: hold(ledger),
        signals: hold(signals),
        links: () => aPlanInput().links,
        now,
        quietPeriodMs: 180_000,
      };
      await planChangedBuild(parts, KEY);
      return { kind: "done" };
    });
  const save = async (overrides: Partial<BuildPicture>): Promise<void> => {
    const before = (await pictures.load(KEY)) ?? emptyPicture(REF);
    const after = aPicture(of("FAILED", "PASSED"), { ref: REF, revision: before.revision + 1, ...overrides });
    await pictures.save(KEY, before, after);
  };
  for (const overrides of stored) await save(overrides);
  return {
    plan,
    /** Plans whenever it is due, until it is not. */
    planOut: async (): Promise<void> => {
      for (let runs = 0; runs < 50; runs += 1) {
        clock.nowMs += 61_000;
        const due = await schedule.overdue("plan", clock.nowMs, 1);
        if (due.length === 0) return;
        await plan(createMortalWorker());
      }
      throw new Error("it is due for ever");
    },
    /** What each conversation wants, by name and fallback, and what is remembered. */
    known: async () => {
      const mail = await Promise.all([CHANNEL, ELSEWHERE].map((conversation) => ledger.mail(conversation, 100)));
      const wanted = mail.map((own) =>
        own.map(({ entry }) => `${entry.wanted.name}: ${entry.wanted.card.fallback}`).toSorted(),
      );
      const finished = await pictures.finishedBuilds("acme", "Nightly", undefined);
      const line = await histories.histories({ lab: "acme", job: "Nightly" }, "all");
      return {
        wanted,
        finished: finished.map(({ key, verdict, failed }) => [key, verdict, failed]),
        remembered: [...line.values()].map(({ results }) => results.length),
        due: await schedule.subjects("plan"),
        lanes: await schedule.subjects("outbox"),
      };
    },
  };
}

it.each([
  ["that runs", [{}]],
  ["that is final", [{ final }]],
  ["that grew since it was planned", [{ executions: new Map() }, { final }]],
] as const)(
  "a build %s is planned for everybody, whatever call fails, hangs or is a worker's last",
  async (_what, stored) => {
    const undisturbed = await openPlan(stored);
    await undisturbed.planOut();
    const right = await undisturbed.known();
    expect(right).toMatchObject({
      due: [],
      lanes: [CHANNEL, ELSEWHERE].map(conversationKey),
      wanted: [right.wanted[1], right.wanted[0]],
    });
    expect(right.wanted[0]?.length).toBeGreaterThanOrEqual(2);
    const played = await everyFate(async (): Promise<Scenario> => {
      const { plan, planOut, known } = await openPlan(stored);
      return {
        begin: plan,
        goOn: planOut,
        expectAll: async (fate) => expect([fate, await known()]).toEqual([fate, right]),
      };
    });
    expect(played).toBeGreaterThan(50);
  },
);
