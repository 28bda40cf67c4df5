import { buildKey, coversJob, emptyPicture, matchFilter, type Execution, type Filter } from "@perfecto-bot/domain";
import { anExecution, aPicture, CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { cardOf, openDesk, QUINN, textOf } from "./testing/open-desk.ts";

const REF = { kind: "job", lab: "acme", number: 45, startedAtMs: NINE } as const;
const name = fc
  .string({ unit: fc.constantFrom(..."*?\\[](),\"'“« aB\n🙂".split("")), minLength: 1, maxLength: 8 })
  .filter((text) => text.trim() === text);

/** A desk that knows one execution. */
async function deskThatKnows(execution: Execution) {
  const open = openDesk({ executions: [execution] });
  const ref = { ...REF, job: execution.job?.name ?? "" };
  const empty = emptyPicture(ref);
  const record = { execution, firstSeenAtMs: NINE, answeredAtMs: NINE };
  await open.parts.pictures.save(buildKey(ref), empty, aPicture([record], { ref, revision: 1 }));
  return { ...open, key: buildKey(ref) };
}

async function mutedBy(test: string, job: string, action: "mute-test" | "mute-build"): Promise<Filter> {
  const { desk, parts, key } = await deskThatKnows(anExecution({ id: "e1", name: test, job: { name: job } }));
  await desk.press(QUINN, action, action === "mute-test" ? "e1" : key);
  return (await parts.subscriptions.mutes(CHANNEL, 0))[0]?.filter ?? [];
}

it("a mute button mutes the test it stands by, and no other, whatever their names", async () => {
  await fc.assert(
    fc.asyncProperty(name, name, name, async (job, test, other) => {
      const filter = await mutedBy(test, job, "mute-test");
      const ran = (called: string, of: string) => anExecution({ name: called, job: { name: of } });
      expect(matchFilter(filter, ran(test, job))).toBe(true);
      expect(matchFilter(filter, ran(other, job))).toBe(other.toLowerCase() === test.toLowerCase());
      expect(matchFilter(filter, ran(test, other))).toBe(other.toLowerCase() === job.toLowerCase());
    }),
    { numRuns: 100 },
  );
});

it("a mute button mutes the job it stands by, and no other, whatever their names", async () => {
  const filter = await mutedBy("Pay", "pays [*]", "mute-build");
  const muted = ["pays [*]", "pays [visa]", "Pays [*]"].map((job) =>
    matchFilter(filter, anExecution({ job: { name: job } })),
  );
  expect(muted).toEqual([true, false, true]);
});

it("what a question asks of a job of that very name can be subscribed to, listed, found and ended", async () => {
  const job = "pays [*]";
  const { say, press, parts } = await deskThatKnows(anExecution({ id: "e1", status: "FAILED", job: { name: job } }));
  const answer = cardOf(await say(String.raw`failures job:"pays [\*]"`));
  await press(answer, "Subscribe to this");
  const [subscription] = await parts.subscriptions.of(CHANNEL);
  expect(["pays [*]", "pays [visa]"].map((one) => coversJob(subscription?.job ?? "", one))).toEqual([true, false]);
  expect((await parts.subscriptions.inLab("acme")).watched).toEqual({ names: [job], globs: [] });
  expect(cardOf(await say("subscriptions")).fallback).toContain(String.raw`"pays [\*]"`);
  expect(textOf(cardOf(await say("unsubscribe pays [*]")))).not.toContain("has no subscription");
  expect(await parts.subscriptions.of(CHANNEL)).toEqual([]);
});

it("where a job is not known, the nearest is offered as a question about that very job", async () => {
  const job = "pays [*]";
  const { say } = openDesk({ executions: [anExecution({ id: "e1", status: "FAILED", job: { name: job } })] });
  expect(cardOf(await say(String.raw`builds "pay [\*]"`)).fallback).toContain(String.raw`builds "pays [\*]"`);
});
