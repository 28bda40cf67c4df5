import type { Form } from "@perfecto-bot/cards";
import { GOLDEN_FORMS } from "@perfecto-bot/cards/testing";
import { describe, expect, it } from "vitest";
import { sampleCard } from "../channel/channel-samples.ts";
import type { DeskDriver, DeskStage } from "./desk-stage.ts";

/** Every kind there is: another one does not compile here until it is named. */
const KINDS: Readonly<Record<Form["kind"], true>> = { subscribe: true, "edit-subscription": true };

function formOf(kind: Form["kind"]): Form {
  return {
    kind,
    title: "Subscribe",
    submitLabel: "Save",
    ...(kind === "edit-subscription" ? { subject: "k3vq" } : {}),
    inputs: [
      { kind: "lookup", id: "job", label: "The job", of: "job", several: false, value: [], optional: false },
      { kind: "text", id: "note", label: "A note", optional: true },
    ],
  };
}

/** Forms: they open, look names up, are submitted, and say what is wrong. */
export function deskForms(name: string, { open }: DeskDriver): void {
  const opened = async (form: Form): Promise<DeskStage> => {
    const stage = await open();
    stage.desk.reply = () => ({ kind: "form", form });
    await stage.openForm();
    return stage;
  };

  describe(`${name} opens`, () => {
    it("a sample of every form", () => {
      expect(new Set(GOLDEN_FORMS.map(({ form }) => form.kind))).toEqual(new Set(Object.keys(KINDS)));
    });

    it.each(GOLDEN_FORMS)("$name with every input", async ({ form }) => {
      const stage = await opened(form);
      const labels = form.inputs.map(({ label }) => JSON.stringify(label).slice(1, -1));
      expect(labels.filter((label) => !stage.seen().includes(label))).toEqual([]);
    });
  });

  describe.each(Object.keys(KINDS).filter(isKind))(`${name}, in the form %s,`, (kind) => {
    const form = formOf(kind);

    it("offers the names that the desk knows, and brings back what was chosen and typed", async () => {
      const stage = await opened(form);
      stage.offer(["Nightly, EU", "Nightly US"]);
      expect((await stage.lookUp("nig")).slice(0, 2)).toEqual(["Nightly, EU", "Nightly US"]);
      expect(stage.lookedUp()).toMatchObject([{ of: "job", typed: "nig" }]);
      stage.desk.reply = () => ({ kind: "card", card: sampleCard("Subscribed."), shared: false });
      await stage.submit("for the team");
      await expect
        .poll(() => stage.desk.heard.at(-1))
        .toMatchObject({
          kind: "submit",
          form: kind,
          asker: { person: stage.person, conversation: stage.here },
          values: { texts: { note: "for the team" }, names: { job: ["Nightly, EU"] } },
        });
      const submitted = stage.desk.heard.at(-1);
      expect(submitted?.kind === "submit" && submitted.subject).toBe(form.subject);
      await expect.poll(() => stage.seen()).toContain("Subscribed.");
    });

    it("shows what is wrong with what was submitted", async () => {
      const stage = await opened(form);
      stage.offer(["Nihgtly"]);
      await stage.lookUp("nih");
      stage.desk.reply = () => ({ kind: "revise", errors: { job: "No such job." } });
      await stage.submit("");
      await expect.poll(() => stage.seen()).toContain("No such job.");
    });
  });
}

function isKind(kind: string): kind is Form["kind"] {
  return Object.hasOwn(KINDS, kind);
}
