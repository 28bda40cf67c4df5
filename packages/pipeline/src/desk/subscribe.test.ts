import type { Form, FormValues } from "@perfecto-bot/cards";
import { printFilter } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { Reply } from "../ports/desk.ts";
import { cardOf, openDesk, QUINN, textOf, type OpenDesk } from "./testing/open-desk.ts";

function formOf(reply: Reply): Form {
  if (reply.kind !== "form") throw new TypeError(`a ${reply.kind} is no form`);
  return reply.form;
}

/** What a form says when it is submitted as it was opened, but for these. */
function filledIn({ inputs }: Form, change: Partial<FormValues> = {}): FormValues {
  const texts = inputs.flatMap((input) =>
    input.kind === "text" || input.kind === "select" ? [[input.id, input.value ?? ""] as const] : [],
  );
  const names = inputs.flatMap((input) => (input.kind === "lookup" ? [[input.id, input.value] as const] : []));
  const people = inputs.flatMap((input) => (input.kind === "people" ? [[input.id, input.value] as const] : []));
  return {
    texts: { ...Object.fromEntries(texts), ...change.texts },
    names: { ...Object.fromEntries(names), ...change.names },
    people: { ...Object.fromEntries(people), ...change.people },
  };
}

async function submit({ desk }: OpenDesk, form: Form, change?: Partial<FormValues>): Promise<Reply> {
  return desk.submit(QUINN, form.kind, form.subject, filledIn(form, change));
}

async function filtersOf({ parts }: OpenDesk): Promise<readonly string[]> {
  return (await parts.subscriptions.all()).map(({ job, filter }) => `${job}: ${printFilter(filter)}`);
}

describe("the form", () => {
  it("subscribes with what was chosen and typed", async () => {
    const open = openDesk();
    const form = formOf(await open.say("subscribe"));
    const names = { job: [" Nightly "], device: ["Apple iPhone 15"], tag: ["a,b", "smoke"] };
    const reply = await submit(open, form, { names, texts: { filter: "Login -tag:slow" } });
    expect(reply).toMatchObject({ kind: "card", shared: true });
    expect(await filtersOf(open)).toEqual(['Nightly: device:"Apple iPhone 15" tag:"a,b",smoke test:*Login* -tag:slow']);
  });

  it("says at its field what is missing, and keeps nothing", async () => {
    const open = openDesk();
    const form = formOf(await open.say("subscribe"));
    expect(await submit(open, form)).toEqual({
      kind: "revise",
      errors: { job: "Name the CI job whose builds you want." },
    });
    expect(await filtersOf(open)).toEqual([]);
  });

  it.each([
    "os:iOS tag:smoke -tag:slow owner:ana",
    'tag:a tag:b device:"Apple iPhone 15",R5CT* -owner:bob',
    String.raw`tag:"a,b","say \"hi\"","‘x’" Login`,
    'owner:" ana" tag:smoke,Smoke',
  ])("that edits %j and is saved as it is changes no meaning, and says so", async (words) => {
    const open = openDesk();
    await open.say(`subscribe Nightly ${words}`);
    const [before] = await open.parts.subscriptions.all();
    if (before === undefined) throw new TypeError("it was not understood");
    const form = formOf(await open.desk.press(QUINN, "subscription-edit", before.id));
    const reply = await submit(open, form);
    expect(textOf(cardOf(reply))).not.toContain("Until now");
    const [after] = await open.parts.subscriptions.all();
    expect(after).toMatchObject({ id: before.id, startsAtMs: before.startsAtMs });
    const again = formOf(await open.desk.press(QUINN, "subscription-edit", before.id));
    expect(again.inputs).toEqual(form.inputs);
  });

  it("that takes a name away says what it was for until now", async () => {
    const open = openDesk();
    await open.say("subscribe Nightly os:iOS tag:smoke");
    const form = formOf(await open.desk.press(QUINN, "subscription-edit", "s1"));
    const reply = await submit(open, form, { names: { tag: [] } });
    expect(textOf(cardOf(reply))).toContain("Until now it was only for os:iOS tag:smoke.");
    expect(await filtersOf(open)).toEqual(["Nightly: os:iOS"]);
  });

  it("does not edit one subscription into another", async () => {
    const open = openDesk();
    await open.say("subscribe Nightly");
    await open.say("subscribe Smoke");
    const form = formOf(await open.desk.press(QUINN, "subscription-edit", "s2"));
    expect(await submit(open, form, { names: { job: ["Nightly"] } })).toEqual({
      kind: "revise",
      errors: { job: "This conversation has another subscription to that job." },
    });
  });
});
