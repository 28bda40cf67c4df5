import { buildCard, failureCard, type Card } from "@perfecto-bot/cards";
import { emptyPicture, recordAnswer, recordedResults, verdictOf, type BuildRef } from "@perfecto-bot/domain";
import { parseExecutionsPage, parseLabBase } from "@perfecto-bot/perfecto";
import { generateBuild } from "@perfecto-bot/simulators/lab";

/** The card of a build of 60 executions, and after it one for each of its failures. */
export function someCards(): readonly Card[] {
  const base = parseLabBase("https://acme.app.perfectomobile.com");
  const ref: BuildRef = { kind: "job", lab: "acme", job: "Nightly", number: 1 };
  const build = generateBuild({
    seed: "render",
    baseUrl: base.url,
    job: ref.job,
    number: 1,
    startMs: Date.now(),
    executions: 60,
    failures: 12,
    causes: 3,
  });
  const page = {
    resources: build.map(({ resource }) => resource),
    metadata: { processingStatus: "PROCESSING_COMPLETE" },
  };
  const parsed = parseExecutionsPage(page, {
    lab: "acme",
    base,
    nowMs: Date.now() + 86_400_000,
    note: () => undefined,
  });
  const { picture } = recordAnswer(emptyPicture(ref), {
    executions: parsed?.executions ?? [],
    complete: true,
    answeredAtMs: Date.now(),
  });
  const shown = recordedResults(picture);
  const libraryUrl = `${base.url}/reporting/library`;
  const root = buildCard({
    ref,
    verdict: verdictOf(picture, shown),
    attempt: 1,
    final: undefined,
    reopened: 0,
    ci: undefined,
    usualTotal: 60,
    muted: 0,
    mutedElsewhere: 0,
    before: undefined,
    libraryUrl,
  });
  const failures = shown
    .filter(({ outcome }) => outcome === "failed")
    .map((result) =>
      failureCard({
        result,
        reportUrl: libraryUrl,
        build: undefined,
        sameCauseOn: [],
        buildIsFinal: false,
      }),
    );
  return [root, ...failures];
}
