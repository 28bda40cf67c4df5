import type { Execution } from "@perfecto-bot/domain";
import { anExecution } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { recordExecutions } from "./record-executions.ts";
import { buildsIn, openPoll, spelledKey, spelledPicture } from "./testing/open-poll.ts";
import { at, JOB, ran } from "./testing/ran.ts";

const ANSWER = { processing: "complete", answeredAtMs: at(10) } as const;

function session(id: string, externalId?: string): Execution {
  const { job: _job, externalId: _session, ...execution } = anExecution({ id });
  return { ...execution, ...(externalId === undefined ? {} : { externalId }) };
}

it("puts each execution into the build of its job, branch and number, or of its session", async () => {
  const { parts, signalled } = await openPoll();
  const executions = [
    ...ran("a P 0, b P 1"),
    ...ran("a P 0-1", { ...JOB, number: 46 }).map((one) => ({ ...one, id: "46" })),
    ...ran("a P 0-1", { ...JOB, branch: "main" }).map((one) => ({ ...one, id: "main" })),
    ...ran("a P 0-1", { name: "Nightly" }).map((one) => ({ ...one, id: "none" })),
    session("s1", "x"),
    session("s2", "x"),
    session("alone"),
  ];
  const updates = await recordExecutions(parts, ANSWER, executions);
  const spelled = [...updates].map(([key, { picture }]) => `${spelledKey(key)} ${spelledPicture(picture)}`);
  expect(spelled).toEqual([
    "#45 1: a@0 b@1",
    "#46 1: 46",
    "main#45 1: main",
    "@0 1: none",
    "s/acme///x 1: s1 s2",
    "s/acme///execution%20alone 1: alone",
  ]);
  expect(signalled().plan).toEqual([...updates.keys()]);
});

it("writes and plans nothing where nothing is new", async () => {
  const { parts, signalled } = await openPoll();
  await recordExecutions(parts, ANSWER, [...ran("a P 0"), session("s1", "x")]);
  signalled();
  const updates = await recordExecutions(parts, { ...ANSWER, answeredAtMs: at(11) }, [
    ...ran("a P 0"),
    session("s1", "x"),
  ]);
  expect([...updates.values()].map(({ written, picture }) => [written, picture.revision])).toEqual([
    [false, 1],
    [false, 1],
  ]);
  expect(signalled().plan).toEqual([]);
});

it.each([
  ["complete", true],
  ["processing", false],
  ["unknown", false],
] as const)("an answer that is %s settles what ended: %s", async (processing, isSettled) => {
  const { parts } = await openPoll();
  const updates = await recordExecutions(parts, { processing, answeredAtMs: at(10) }, ran("a P 0, b U 1"));
  const [update] = updates.values();
  const settled = [...(update?.picture.executions.values() ?? [])].map((one) => one.settledAtMs);
  expect(settled).toEqual([isSettled ? at(10) : undefined, undefined]);
});

it("keeps of what is unknown only what is asked for, and goes on with what is known", async () => {
  const { parts } = await openPoll();
  await recordExecutions(parts, ANSWER, [...ran("a P 0"), session("s1", "x")]);
  const more = [...ran("b P 1"), ...ran("c P 2", { name: "Other", number: 1 }), session("s2", "x"), session("s3", "y")];
  const updates = await recordExecutions(parts, ANSWER, more, () => false);
  expect([...updates.keys()].map(spelledKey)).toEqual(["#45", "s/acme///x"]);
  expect(await buildsIn(parts.pictures)).toEqual(["#45@0 1: a@0 b@1"]);
  expect(await buildsIn(parts.pictures, "Other")).toEqual([]);
});

it("asks the store for a build of which nothing changed no more than twice", async () => {
  const calls: string[] = [];
  const { parts } = await openPoll();
  await recordExecutions(parts, ANSWER, ran("a P 0, b F 1"));
  const pictures = new Proxy(parts.pictures, {
    get: (store, name, receiver) => {
      calls.push(String(name));
      return Reflect.get(store, name, receiver);
    },
  });
  await recordExecutions({ ...parts, pictures }, ANSWER, ran("a P 0, b F 1"));
  expect(calls).toEqual(["knownBuilds", "load"]);
  await recordExecutions({ ...parts, pictures }, ANSWER, ran("c P 2"));
  expect(calls.slice(2)).toEqual(["knownBuilds", "load", "save"]);
});
