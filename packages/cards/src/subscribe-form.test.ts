import { parseFilter, tokenize, type Filter } from "@perfecto-bot/domain";
import { aSubscription } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import type { Form } from "./card.ts";
import { subscribeForm } from "./subscribe-form.ts";

const read = (typed: string): Filter => parseFilter(tokenize(typed).tokens).filter;
const valuesOf = ({ inputs }: Form): Readonly<Record<string, unknown>> =>
  Object.fromEntries(inputs.map((input) => [input.id, input.value]));

it("asks in an order that reads as a sentence", () => {
  const { inputs } = subscribeForm(["acme", "other"]);
  expect(inputs.map(({ id }) => id)).toEqual([
    "job",
    "lab",
    "device",
    "tag",
    "owner",
    "filter",
    "on",
    "post",
    "thread",
    "mention",
  ]);
  expect(subscribeForm(["acme"]).inputs.map(({ id }) => id)).not.toContain("lab");
});

it("wants one job, and as many names of the rest as one likes", () => {
  const { inputs } = subscribeForm(["acme"]);
  expect(inputs.filter(({ kind }) => kind === "lookup")).toMatchObject([
    { id: "job", of: "job", several: false, optional: false, value: [] },
    { id: "device", of: "device", several: true, optional: true, value: [] },
    { id: "tag", of: "tag", several: true, optional: true, value: [] },
    { id: "owner", of: "owner", several: true, optional: true, value: [] },
  ]);
});

it.each<[filter: string, names: Readonly<Record<string, readonly string[]>>, text: string | undefined]>([
  ["", { device: [], tag: [], owner: [] }, undefined],
  ["tag:smoke,login owner:ana", { device: [], tag: ["smoke", "login"], owner: ["ana"] }, undefined],
  ["os:iOS device:iPhone* -tag:slow", { device: ["iPhone*"], tag: [], owner: [] }, "os:iOS -tag:slow"],
  ["tag:a tag:b owner:ana", { device: [], tag: [], owner: ["ana"] }, "tag:a tag:b"],
])(
  "begins with the filter %j in its fields, when it edits and when it goes on with a question",
  (filter, names, text) => {
    const edited = aSubscription({ filter: read(filter) });
    for (const form of [
      subscribeForm(["acme"], edited),
      subscribeForm(["acme"], undefined, { job: "Nightly", filter: read(filter) }),
    ])
      expect(valuesOf(form)).toMatchObject({ job: ["Nightly"], ...names, filter: text });
  },
);

it("shows names that hold commas and quotes as they are", async () => {
  const filter = read(String.raw`device:"Apple iPhone 15",R5CT* tag:"a,b","say \"hi\"" owner:ana@example.com -os:iOS`);
  const form = subscribeForm(["acme"], aSubscription({ id: "k3vq", filter }));
  await expect(`${JSON.stringify(form, undefined, 2)}\n`).toMatchFileSnapshot(
    "__golden__/subscribe-form-with-names.json",
  );
});
