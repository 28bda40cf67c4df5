import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryWorkSchedule } from "../memory/memory-work-schedule.ts";
import { WORK_KINDS, type WorkFailures, type WorkSchedule } from "../ports/work-schedule.ts";

const KEY = "j/acme: {1}/Nightly %2F ✓//45";
const OTHER = "j/acme/Other//1";
const ALWAYS = Number.MAX_SAFE_INTEGER;

const failures = (parts: Partial<WorkFailures> = {}): WorkFailures => ({
  failures: 1,
  sinceMs: 100,
  notBeforeMs: 500,
  detail: "TypeError: no such thing",
  ...parts,
});

/** What every schedule must do. `makeSchedule` gives an empty one. */
export function workScheduleConformance(name: string, makeSchedule: () => WorkSchedule | Promise<WorkSchedule>): void {
  const due = async (schedule: WorkSchedule): Promise<unknown> =>
    (await schedule.overdue("track", ALWAYS, 10)).map(({ subject, dueAtMs }) => [subject, dueAtMs]);

  describe(`${name} knows what is due`, () => {
    it.each(WORK_KINDS)("of the kind %s alone, the longest overdue first", async (kind) => {
      const schedule = await makeSchedule();
      await schedule.dueBy(kind, KEY, 20);
      await schedule.dueBy(kind, OTHER, 10);
      expect(await schedule.overdue(kind, 21, 10)).toEqual([
        { subject: OTHER, dueAtMs: 10 },
        { subject: KEY, dueAtMs: 20 },
      ]);
      expect(await schedule.overdue(kind, 21, 1)).toEqual([{ subject: OTHER, dueAtMs: 10 }]);
      expect(await schedule.overdue(kind, 20, 10)).toEqual([{ subject: OTHER, dueAtMs: 10 }]);
      expect(await schedule.overdue(kind, 21, 0)).toEqual([]);
      expect([...(await schedule.subjects(kind))].toSorted()).toEqual([KEY, OTHER].toSorted());
      for (const different of WORK_KINDS.filter((one) => one !== kind))
        expect(await schedule.subjects(different)).toEqual([]);
    });

    it("keeps the earlier of two times", async () => {
      const schedule = await makeSchedule();
      await schedule.dueBy("track", KEY, 20);
      await schedule.dueBy("track", KEY, 30);
      expect(await due(schedule)).toEqual([[KEY, 20]]);
      await schedule.dueBy("track", KEY, 10);
      expect(await due(schedule)).toEqual([[KEY, 10]]);
    });

    it("until nothing is left to do", async () => {
      const schedule = await makeSchedule();
      await schedule.dueBy("track", KEY, 20);
      await schedule.remove("track", KEY);
      await schedule.remove("track", OTHER);
      expect(await due(schedule)).toEqual([]);
    });
  });

  describe(`${name} gives work into a worker's hand`, () => {
    it("which moves it, later too, or ends it", async () => {
      const schedule = await makeSchedule();
      await schedule.dueBy("track", KEY, 20);
      expect(await schedule.begin("track", KEY, 25, 1_000)).toEqual({ kind: "go", token: 1_000 });
      expect(await due(schedule)).toEqual([[KEY, 1_000]]);
      await schedule.end("track", KEY, 1_000, 5_000);
      expect(await due(schedule)).toEqual([[KEY, 5_000]]);
      await schedule.begin("track", KEY, 5_000, 6_000);
      await schedule.end("track", KEY, 6_000, undefined);
      expect(await schedule.subjects("track")).toEqual([]);
    });

    it("and what is made due meanwhile stays due", async () => {
      const schedule = await makeSchedule();
      await schedule.dueBy("track", KEY, 20);
      await schedule.begin("track", KEY, 25, 1_000);
      await schedule.dueBy("track", KEY, 30);
      await schedule.end("track", KEY, 1_000, undefined);
      expect(await due(schedule)).toEqual([[KEY, 30]]);
      await schedule.end("track", KEY, 1_000, 9_000);
      expect(await due(schedule)).toEqual([[KEY, 30]]);
    });

    it("and what is not due may be worked on, and is due when its run says so", async () => {
      const schedule = await makeSchedule();
      expect(await schedule.begin("track", KEY, 25, 1_000)).toEqual({ kind: "go", token: 1_000 });
      expect(await schedule.subjects("track")).toEqual([]);
      await schedule.end("track", KEY, 1_000, undefined);
      expect(await schedule.subjects("track")).toEqual([]);
      await schedule.end("track", KEY, 1_000, 70);
      expect(await due(schedule)).toEqual([[KEY, 70]]);
    });

    it("and a run that outlived its hold does not move what another has in hand", async () => {
      const schedule = await makeSchedule();
      await schedule.dueBy("track", KEY, 20);
      await schedule.begin("track", KEY, 25, 1_000);
      await schedule.begin("track", KEY, 1_001, 2_000);
      await schedule.end("track", KEY, 1_000, undefined);
      expect(await due(schedule)).toEqual([[KEY, 2_000]]);
    });
  });

  describe(`${name} holds back what failed`, () => {
    it("until its pause is over, however often it is made due", async () => {
      const schedule = await makeSchedule();
      await schedule.dueBy("track", KEY, 20);
      await schedule.begin("track", KEY, 25, 1_000);
      await schedule.fail("track", KEY, failures());
      expect(await due(schedule)).toEqual([[KEY, 500]]);
      await schedule.dueBy("track", KEY, 30);
      expect(await schedule.begin("track", KEY, 499, 1_000)).toEqual({ kind: "paused", untilMs: 500 });
      expect(await due(schedule)).toEqual([[KEY, 500]]);
      expect(await schedule.begin("track", KEY, 500, 1_500)).toEqual({ kind: "go", token: 1_500, failed: failures() });
    });

    it("and forgets it with the first success", async () => {
      const schedule = await makeSchedule();
      await schedule.fail("track", KEY, failures());
      await schedule.begin("track", KEY, 500, 1_500);
      await schedule.end("track", KEY, 1_500, undefined);
      expect(await schedule.failing("track", 1)).toEqual([]);
      expect(await schedule.begin("track", KEY, 0, 9)).toEqual({ kind: "go", token: 9 });
    });

    it("tells what fails again and again, and tries it at once when it is told to", async () => {
      const schedule = await makeSchedule();
      await schedule.fail("track", KEY, failures({ failures: 8 }));
      await schedule.fail("track", OTHER, failures({ failures: 2 }));
      await schedule.fail("plan", OTHER, failures({ failures: 9 }));
      expect(await schedule.failing("track", 3)).toEqual([{ subject: KEY, ...failures({ failures: 8 }) }]);
      await schedule.retryFailed("track", 40);
      expect(await schedule.failing("track", 1)).toEqual([]);
      expect(await schedule.overdue("track", 41, 10)).toHaveLength(2);
      expect(await schedule.failing("plan", 1)).toHaveLength(1);
    });
  });

  it(`${name} does after any history what the memory schedule does`, async () => {
    const subject = fc.constantFrom(KEY, OTHER);
    const time = fc.integer({ min: 1, max: 50 });
    const step = fc.oneof(
      fc.tuple(fc.constant("dueBy" as const), subject, time),
      fc.tuple(fc.constant("begin" as const), subject, time),
      fc.tuple(fc.constant("end" as const), subject, fc.option(time, { nil: undefined })),
      fc.tuple(fc.constant("fail" as const), subject, time),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const schedules = [await makeSchedule(), createMemoryWorkSchedule()];
        const seen = await Promise.all(
          schedules.map(async (schedule) => {
            const answers: unknown[] = [];
            let token = 0;
            for (const [what, which, atMs] of steps) {
              if (what === "dueBy") await schedule.dueBy("track", which, atMs);
              else if (what === "fail") await schedule.fail("track", which, failures({ notBeforeMs: atMs }));
              else if (what === "end") await schedule.end("track", which, token, atMs);
              else {
                token = atMs + 7;
                answers.push(await schedule.begin("track", which, atMs, token));
              }
            }
            return [answers, await due(schedule), await schedule.failing("track", 1)];
          }),
        );
        expect(seen[0]).toEqual(seen[1]);
      }),
      { numRuns: 100 },
    );
  });
}
