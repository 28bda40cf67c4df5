import { recordedResults, type Execution, type JobRun } from "@perfecto-bot/domain";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { ciSaid } from "./ci-said.ts";
import { recordExecutions } from "./record-executions.ts";
import { openPoll, spelledPicture, type OpenPoll } from "./testing/open-poll.ts";
import { at, MINUTE, ran } from "./testing/ran.ts";

/** What happened to a job, whoever saw it: executions, and what CI told at which minute. */
interface History {
  readonly job: JobRun;
  /** Another number is known, so that numbers count. */
  readonly counts: boolean;
  readonly executions: readonly Execution[];
  readonly calls: readonly { readonly minute: number; readonly state: "started" | "finished" }[];
}

/** What the bot came to know, in some order: answers with some executions, of which some still ran. */
type Look = readonly { readonly index: number; readonly running: boolean }[];

const DAY = 24 * 60;
const gaps = fc.constantFrom(0, 1, 2, 4, 20, 59, 90, 200, 800, 1500);
const ranOnce = fc.record({
  name: fc.constantFrom("a", "b", "c"),
  status: fc.constantFrom("PASSED" as const, "FAILED" as const, "BLOCKED" as const, "UNKNOWN" as const),
  gap: gaps,
  lasts: fc.constantFrom(0, 1, 3, 30),
});

function happened(
  job: JobRun,
  counts: boolean,
  once: readonly { name: string; status: Execution["status"]; gap: number; lasts: number }[],
  calls: readonly number[],
): History {
  let minute = 0;
  const executions = once.map(({ name, status, gap, lasts }, index): Execution => {
    minute += gap;
    const [made] = ran(`${name} P ${minute}-${minute + lasts}`, job);
    if (made === undefined) throw new Error("nothing ran");
    return { ...made, id: `${name}${index}@${minute}`, status };
  });
  const states = ["started", "finished"] as const;
  // What CI told holds for a day: of what runs later it is no word, in whatever order that is seen.
  const inOrder = minute < DAY ? calls.toSorted((a, b) => a - b) : [];
  return {
    job,
    counts,
    executions,
    calls: inOrder.map((call, index) => ({ minute: call, state: states[index % 2] ?? "started" })),
  };
}

const history: fc.Arbitrary<History> = fc
  .tuple(
    fc.constantFrom<readonly [JobRun, boolean]>(
      [{ name: "Nightly", number: 45 }, true],
      [{ name: "Nightly", number: 45 }, false],
      [{ name: "Nightly" }, false],
      [{ name: "Nightly", branch: "main" }, false],
    ),
    fc.array(ranOnce, { minLength: 1, maxLength: 12 }),
    fc.uniqueArray(fc.nat(DAY - 1), { maxLength: 4 }),
  )
  .map(([[job, counts], once, calls]) => happened(job, counts, once, calls));

/** Looks at some of a history, each before one of CI's calls or after all. */
function looksAt({ executions, calls }: History): fc.Arbitrary<readonly (readonly Look[])[]> {
  const look = fc.array(fc.record({ index: fc.nat(executions.length - 1), running: fc.boolean() }), { maxLength: 5 });
  const between = fc.array(look, { maxLength: 4 });
  return fc.array(between, { minLength: calls.length + 1, maxLength: calls.length + 1 });
}

async function tell(poll: OpenPoll, executions: readonly Execution[], answeredAtMs: number): Promise<void> {
  const processing = "complete";
  await recordExecutions(poll.parts, { processing, answeredAtMs }, executions);
}

/** The builds as they are at last, each with its attempts, executions and results. */
async function learn(
  { job, counts, executions, calls }: History,
  looks: readonly (readonly Look[])[],
): Promise<readonly string[]> {
  const poll = await openPoll();
  let answeredAtMs = at(1_000);
  if (counts) await tell(poll, ran("a P -60", { ...job, number: 44 }), answeredAtMs);
  for (const [index, between] of looks.entries()) {
    for (const look of between) {
      const shown = new Map(
        look.map((one) => {
          const { endedAtMs, ...execution } = executions[one.index] ?? fail();
          return [
            one.index,
            one.running
              ? { ...execution, status: "UNKNOWN" as const }
              : { ...execution, ...(endedAtMs === undefined ? {} : { endedAtMs }) },
          ];
        }),
      );
      answeredAtMs += 1;
      await tell(poll, [...shown.values()], answeredAtMs);
    }
    const call = calls[index];
    if (call === undefined) continue;
    poll.moveTo(call.minute);
    const { name, ...run } = job;
    await ciSaid(poll.parts, { lab: "acme", job: name, ...run, state: call.state });
  }
  await tell(poll, executions, answeredAtMs + MINUTE);
  const { builds } = await poll.parts.pictures.knownBuilds("acme", job.name);
  const own = builds.filter(({ number }) => number === job.number);
  const spelled = await Promise.all(
    own.map(async ({ key }) => {
      const picture = await poll.parts.pictures.load(key);
      if (picture === undefined) throw new Error(`${key} has no picture`);
      const results = recordedResults(picture).map(({ key: test, outcome }) => `${test} ${outcome}`);
      return `${spelledPicture(picture)} | ${results.toSorted().join(", ")}`;
    }),
  );
  return spelled.toSorted();
}

function fail(): never {
  throw new Error("no such execution");
}

it("comes to the same builds, attempts and results in whatever order and however often it was told", async () => {
  const stories = history.chain((one) => fc.record({ one: fc.constant(one), some: looksAt(one), other: looksAt(one) }));
  await fc.assert(
    fc.asyncProperty(stories, async ({ one, some, other }) => {
      expect(await learn(one, some)).toEqual(await learn(one, other));
    }),
    { numRuns: 300 },
  );
});
