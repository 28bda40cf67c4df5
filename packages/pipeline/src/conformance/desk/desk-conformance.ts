import { describe, expect, it } from "vitest";
import { deskButtons } from "./desk-buttons.ts";
import { deskForms } from "./desk-forms.ts";
import type { DeskDriver } from "./desk-stage.ts";
import { deskWords } from "./desk-words.ts";

/** What every chat serves of the desk: words, links, buttons, forms, and what happens to places and installations. */
export function deskConformance(name: string, driver: DeskDriver): void {
  deskWords(name, driver);
  deskButtons(name, driver);
  deskForms(name, driver);

  const ways = Object.entries(driver.happenings);
  describe(`${name} tells the desk`, () => {
    it.each(ways.flatMap(([kind, happen]) => (typeof happen === "string" ? [] : [[kind, happen] as const])))(
      "%s",
      async (kind, happen) => {
        expect((await happen()).map((event) => event.kind)).toContain(kind);
      },
    );

    it("everything else not, for a reason", () => {
      const reasons = ways.flatMap(([, happen]) => (typeof happen === "string" ? [happen] : []));
      expect(reasons.filter((reason) => reason.trim() === "")).toEqual([]);
    });
  });
}
