import type { Form, FormInput } from "@perfecto-bot/cards";
import { describe, expect, test, vi } from "vitest";
import { sampleForm } from "../testing/sample-card.ts";
import { startWorld, type World, type WorldOptions } from "../testing/start-world.ts";

const COMMAND = { user: "quinn", channel: "releases", command: "/perfecto", text: "subscribe" } as const;

const job: FormInput = {
  kind: "lookup",
  id: "job",
  label: "Job",
  of: "job",
  several: false,
  value: [],
  optional: false,
};
const tags: FormInput = {
  kind: "lookup",
  id: "tag",
  label: "Tags",
  of: "tag",
  several: true,
  value: ["smoke"],
  optional: true,
};
const form: Form = { ...sampleForm(), inputs: [job, tags] };

/** A world in which somebody has a form open. */
async function startForm(mode: "http" | "socket" = "http", slack: WorldOptions["slack"] = {}): Promise<World> {
  const world = await startWorld({ mode, slack });
  world.desk.reply = (heard) => (heard.kind === "submit" ? { kind: "revise", errors: {} } : { kind: "form", form });
  await world.slack.command(COMMAND);
  await vi.waitFor(() => expect(world.slack.openModal("quinn")).toBeDefined());
  return world;
}

const type = ({ slack }: World, actionId: string, value: string) =>
  slack.options({ user: "quinn", in: "modal", actionId, value });

describe.each(["http", "socket"] as const)("in %s mode", (mode) => {
  test("what is typed in a form is looked up for whom and where it was opened", async () => {
    const world = await startForm(mode);
    world.desk.names = (of, typed) => [typed, `${of} one`, `${of} two`].filter((name) => name !== "");
    expect(await type(world, "lookup:job", "Nigh")).toMatchObject({
      faults: [],
      options: ["Nigh", "job one", "job two"].map((name) => ({ text: { text: name }, value: name })),
    });
    expect(await type(world, "lookup:tag", "")).toMatchObject({ faults: [], options: [{}, {}] });
    const asker = {
      conversation: { channel: "slack", workspace: "T0SIMULATED", id: "G00RELEASES" },
      person: "U00000QUINN",
    };
    expect(world.desk.lookUps).toMatchObject([
      { asker, of: "job", typed: "Nigh" },
      { asker, of: "tag", typed: "" },
    ]);
  });

  test("what is chosen comes with the form", async () => {
    const world = await startForm(mode);
    world.desk.names = (_of, typed) => [typed, "Nightly Regression"];
    await type(world, "lookup:job", "Nigh");
    await type(world, "lookup:tag", "p*");
    const values = { job: "Nightly Regression", tag: ["smoke", "p*"] };
    await world.slack.submitModal({ user: "quinn", values });
    await expect
      .poll(() => world.desk.heard.at(-1))
      .toMatchObject({
        kind: "submit",
        values: { texts: {}, names: { job: ["Nightly Regression"], tag: ["smoke", "p*"] } },
      });
  });
});

test("letters that are typed again within a second are looked up again", async () => {
  const nowMs = Date.now();
  const world = await startForm("http", { now: () => nowMs });
  for (const typed of ["Ni", "Nig", "Ni"])
    expect(await type(world, "lookup:job", typed)).toMatchObject({ acknowledged: true, options: [{ value: typed }] });
});

test("mistakes stand at the menus, which keep what was chosen", async () => {
  const world = await startForm();
  await type(world, "lookup:job", "Nightly");
  world.desk.reply = () => ({ kind: "revise", errors: { job: "No such job.", tag: "Too many." } });
  const submitted = await world.slack.submitModal({ user: "quinn", values: { job: "Nightly" } });
  expect(submitted.errors).toEqual({ job: "No such job.", tag: "Too many." });
  world.desk.reply = () => ({ kind: "revise", errors: {} });
  await world.slack.submitModal({ user: "quinn" });
  expect(world.desk.heard.at(-1)).toMatchObject({ values: { names: { job: ["Nightly"], tag: ["smoke"] } } });
});

test("names that no option can carry are left out, and none comes twice, a hundred at most", async () => {
  const world = await startForm();
  const many = Array.from({ length: 150 }, (_, at) => `job ${at}`);
  world.desk.names = () => ["x".repeat(151), " ", "", "half \uD83D", "same", "same", "y".repeat(150), ...many];
  const { faults, options } = await type(world, "lookup:job", "x");
  expect(faults).toEqual([]);
  expect(options).toHaveLength(100);
  expect(options.slice(0, 3).map(({ value }) => value)).toEqual(["same", "y".repeat(150), "job 0"]);
});

test("a look-up that fails offers nothing, and is logged without what was typed", async () => {
  const world = await startForm();
  world.desk.names = () => {
    throw new TypeError("the desk is broken");
  };
  expect(await type(world, "lookup:job", "secret words")).toMatchObject({ acknowledged: true, options: [] });
  expect(world.log.lines.filter(({ level }) => level === "error")).toMatchObject([
    { fields: { error: "TypeError: the desk is broken" } },
  ]);
  expect(JSON.stringify(world.log.lines)).not.toContain("secret words");
});

test("a look-up that takes too long offers nothing, in time", async () => {
  const world = await startForm();
  world.desk.names = () => new Promise(() => {});
  expect(await type(world, "lookup:job", "Nigh")).toMatchObject({ acknowledged: true, options: [] });
});

test("a menu in a modal that is not ours offers nothing", async () => {
  const world = await startForm();
  const view = world.slack.openModal("quinn");
  if (view === undefined) throw new Error("no modal is open");
  for (const part of [{ private_metadata: "" }, { callback_id: "somebody:else" }]) {
    const definition = view.definition;
    view.definition = { ...definition, ...part };
    expect(await type(world, "lookup:job", "Nigh")).toMatchObject({ acknowledged: true, options: [] });
    view.definition = definition;
  }
  expect(world.desk.lookUps).toEqual([]);
});
