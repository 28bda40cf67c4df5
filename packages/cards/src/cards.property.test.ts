import { advanceBuild, buildLabel, DEFAULT_POLICY, emptyPicture, recordAnswer, verdictOf } from "@perfecto-bot/domain";
import { arbitraryAnswers, NINE } from "@perfecto-bot/domain/testing";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { buildCard } from "./build-card.ts";
import type { Card } from "./card.ts";
import { failureCard } from "./failure-card.ts";
import { plainLine } from "./line.ts";
import { moreFailuresCard } from "./more-failures-card.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const URL = "https://acme.example/report";
const EMPTY = emptyPicture({ kind: "job", lab: "acme", job: "Nightly", number: 45 });
const pictures = fc
  .record({ answers: arbitraryAnswers, final: fc.boolean(), expected: fc.option(fc.nat(9), { nil: undefined }) })
  .map(({ answers, final, expected }) => {
    const told = answers.reduce((known, answer) => recordAnswer(known, answer).picture, EMPTY);
    const announced = expected === undefined ? told : { ...told, ci: { expected, startedAtMs: NINE } };
    return final ? advanceBuild(announced, NINE * 2, DEFAULT_POLICY).picture : announced;
  });

/** What every card owes to a phone notification and to a screen reader. */
function expectWholeMeaning(card: Card): void {
  const [verdict] = card.fallback.split("\n");
  const title = plainLine(card.title);
  expect(title.trim()).toBe(title);
  expect(title).not.toMatch(/\n|^:/);
  expect(verdict?.startsWith(`${STATUS_MARKS[card.status].sign} ${title}`)).toBe(true);
}

it("a build card never throws, counts no zeros in its first line, and its fallback begins with the verdict", () => {
  fc.assert(
    fc.property(pictures, fc.option(fc.nat(200), { nil: undefined }), fc.nat(3), (picture, usualTotal, muted) => {
      const verdict = verdictOf(picture, [...picture.executions.values()]);
      const { ref, final, reopened, ci } = picture;
      const card = buildCard({
        ref,
        verdict,
        final,
        reopened,
        ci,
        usualTotal,
        muted,
        mutedElsewhere: muted,
        before: undefined,
        libraryUrl: URL,
      });
      expectWholeMeaning(card);
      expect(plainLine(card.title)).not.toMatch(/: 0 |[ (]0 (?:failed|blocked|passed|causes)|undefined|NaN/);
      expect(card.title[0]).toMatchObject({ kind: "link", text: buildLabel(ref) });
    }),
  );
});

it("failure and folding cards never throw, and their fallbacks begin with the verdict", () => {
  fc.assert(
    fc.property(pictures, fc.boolean(), (picture, buildIsFinal) => {
      const build = { label: "Nightly #45", url: URL };
      const all = [...picture.executions.values()];
      for (const recorded of all) {
        const sameCauseOn = buildIsFinal ? ["iPhone 15"] : [];
        const input = { recorded, reportUrl: URL, build, sameCauseOn, buildIsFinal, failingSince: undefined };
        expectWholeMeaning(failureCard(input));
      }
      expectWholeMeaning(moreFailuresCard({ folded: all, build, reportUrl: () => URL }));
    }),
  );
});
