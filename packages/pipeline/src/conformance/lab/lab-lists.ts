import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExecutionQuery } from "../../ports/lab.ts";
import { PAGE_SIZE, SAMPLES_WITHIN_MS, type LabDriver, type LabSample, type LabStage } from "./lab-stage.ts";

const NAMES = ["Nightly", "nightly", "Smoke & [2], x", "🚀 数"];
const SESSIONS = ["s1", "s2"];
const TAGS = ["x", "y,z", "ü"];
const MINUTE_MS = 60_000;

/** Samples by their age. */
type Aged = Omit<LabSample, "startedAtMs" | "id"> & { readonly agoMs: number };

const samples: fc.Arbitrary<readonly Aged[]> = fc.array(
  fc.record(
    {
      agoMs: fc.integer({ min: 0, max: 59 }).map((minutes) => minutes * MINUTE_MS),
      job: fc.record({ name: fc.constantFrom(...NAMES), number: fc.integer({ min: 1, max: 3 }) }),
      session: fc.constantFrom(...SESSIONS),
      tags: fc.subarray(TAGS),
      isProcessing: fc.boolean(),
    },
    { requiredKeys: ["agoMs"] },
  ),
  { maxLength: 5 * PAGE_SIZE },
);
/** Questions whose windows are told by age as well. */
const questions = fc.record(
  {
    jobNames: fc.subarray(NAMES, { minLength: 1 }),
    jobNumber: fc.integer({ min: 1, max: 4 }),
    externalIds: fc.subarray(SESSIONS, { minLength: 1 }),
    tags: fc.subarray(TAGS, { minLength: 1 }),
    pagesAtOnce: fc.constantFrom(1, 3),
    fromAgoMs: fc.constantFrom(10, 30, 50).map((minutes) => minutes * MINUTE_MS),
    toAgoMs: fc.constantFrom(0, 5, 20).map((minutes) => minutes * MINUTE_MS),
  },
  { requiredKeys: [] },
);

/** What a list of executions promises: what was asked for, whole, each once, or the word `truncated`. */
export function labLists<Stage extends LabStage>(
  name: string,
  { open, quirks }: Pick<LabDriver<Stage>, "open" | "quirks">,
): void {
  /** Puts samples on a stage and asks. */
  async function ask(stage: Stage, aged: readonly Aged[], { fromAgoMs, toAgoMs, ...query }: Question) {
    const nowMs = stage.nowMs();
    const put = aged.map(({ agoMs, ...one }, index): LabSample => ({
      ...one,
      id: `e${index}`,
      startedAtMs: nowMs - agoMs,
    }));
    stage.put(put);
    const whole: ExecutionQuery = {
      startedFromMs: nowMs - (fromAgoMs ?? SAMPLES_WITHIN_MS),
      ...(toAgoMs === undefined ? {} : { startedToMs: nowMs - toAgoMs }),
      ...query,
    };
    return { answer: await stage.lab.listExecutions(whole), meant: put.filter((one) => isMeant(one, whole)) };
  }

  describe(`${name} lists`, () => {
    const ways: LabDriver<Stage>["quirks"] = { "as documented": () => undefined, ...quirks };
    it.each(Object.entries(ways))("exactly what is asked for, each once and whole: %s", async (_how, quirk) => {
      await fc.assert(
        fc.asyncProperty(samples, questions, async (aged, question) => {
          const stage = await open();
          await quirk(stage);
          const { answer, meant } = await ask(stage, aged, question);
          expect(answer.executions.map(({ id }) => id).toSorted()).toEqual(meant.map(({ id }) => id).toSorted());
          expect(answer.truncated).toBe(false);
          for (const one of answer.executions) {
            const sample = meant.find(({ id }) => id === one.id);
            expect(one).toMatchObject({
              lab: stage.lab.id,
              startedAtMs: sample?.startedAtMs,
              tags: sample?.tags ?? [],
            });
            expect([one.job?.name, one.job?.number, one.externalId]).toEqual([
              sample?.job?.name,
              sample?.job?.number,
              sample?.session,
            ]);
          }
        }),
        { numRuns: 25 },
      );
    });

    it("says that there is more where it reads fewer pages than there are", async () => {
      await fc.assert(
        fc.asyncProperty(samples, fc.integer({ min: 1, max: 3 }), async (aged, maxPages) => {
          const { answer, meant } = await ask(await open(), aged, { maxPages });
          const ids = new Set(answer.executions.map(({ id }) => id));
          expect(ids.size).toBe(answer.executions.length);
          expect(ids.size).toBeGreaterThanOrEqual(Math.min(meant.length, maxPages * PAGE_SIZE));
          const isPart = ids.size < meant.length;
          // A last page that is full may or may not be the last.
          const isSurelyWhole = meant.length < maxPages * PAGE_SIZE;
          expect(isPart ? [true] : isSurelyWhole ? [false] : [true, false]).toContain(answer.truncated);
        }),
        { numRuns: 25 },
      );
    });

    it("says complete only where every page is, and in the time in which it answered", async () => {
      const old = (agoMs: number, isProcessing = false): Aged => ({
        agoMs,
        isProcessing,
        job: { name: "Nightly", number: 1 },
      });
      const settled = Array.from({ length: 3 * PAGE_SIZE }, (_, index) => old(index * MINUTE_MS));
      for (const [last, processing] of [
        [false, "complete"],
        [true, "processing"],
      ] as const) {
        const stage = await open();
        const beforeMs = stage.nowMs();
        const { answer } = await ask(stage, [...settled, old(50 * MINUTE_MS, last)], { jobNames: ["Nightly"] });
        expect(answer).toMatchObject({ processing, truncated: false });
        expect(answer.answeredAtMs).toBeGreaterThanOrEqual(beforeMs);
        expect(answer.answeredAtMs).toBeLessThanOrEqual(stage.nowMs());
      }
    });

    it("nothing where nothing is known, without complaint", async () => {
      const { answer } = await ask(await open(), [], { jobNames: ["Nightly", "Smoke"], externalIds: ["s9"] });
      expect(answer).toMatchObject({ executions: [], truncated: false });
    });
  });

  describe(`${name} lists commands`, () => {
    it("in their order, and none where there are none", async () => {
      const stage = await open();
      const startedAtMs = stage.nowMs();
      stage.put([
        { id: "some", startedAtMs, commands: ["open", "tap", "check", "tap"] },
        { id: "none", startedAtMs },
      ]);
      expect((await stage.lab.listCommands("some")).map((command) => command.name)).toEqual([
        "open",
        "tap",
        "check",
        "tap",
      ]);
      expect(await stage.lab.listCommands("none")).toEqual([]);
    });
  });

  describe(`${name} links`, () => {
    it.each(["5f3a", "a/../b?x=1#y", "🚀 ü", '"><script>'])("to reports of its own: %s", async (id) => {
      const { lab } = await open();
      const ref = { kind: "job", lab: lab.id, job: id, number: 45 } as const;
      const urls = [lab.links.execution(id), lab.links.build(ref)].map((url) => new URL(url));
      expect(new Set(urls.map(({ origin }) => origin)).size).toBe(1);
      for (const { protocol, username, hash } of urls)
        expect([protocol, username, hash]).toEqual([expect.stringMatching(/^https?:$/), "", ""]);
      expect(lab.links.execution(id)).not.toBe(lab.links.execution(`${id}2`));
      expect(lab.links.build(ref)).not.toBe(lab.links.build({ ...ref, number: 46 }));
    });
  });
}

type Question = (typeof questions extends fc.Arbitrary<infer One> ? One : never) & Pick<ExecutionQuery, "maxPages">;

/** What a question means, said once more and apart from every implementation. */
function isMeant({ job, session, tags = [], startedAtMs }: LabSample, query: ExecutionQuery): boolean {
  const { startedFromMs = 0, startedToMs = Infinity, jobNames, jobNumber, externalIds } = query;
  return (
    startedAtMs >= startedFromMs &&
    startedAtMs <= startedToMs &&
    (jobNames === undefined || jobNames.some((name) => name === job?.name)) &&
    (jobNumber === undefined || jobNumber === job?.number) &&
    (externalIds === undefined || externalIds.some((id) => id === session)) &&
    (query.tags === undefined || query.tags.some((tag) => tags.includes(tag)))
  );
}
