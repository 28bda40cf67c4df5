import { formatDuration, type CiSignal, type Verdict } from "@perfecto-bot/domain";
import type { BuildCardInput } from "./build-card.ts";
import { ciSource } from "./ci-source.ts";
import { openWord } from "./build-headline.ts";
import type { Block, Line } from "./card.ts";
import { text, time } from "./line.ts";
import { oneLine } from "./phrases.ts";
import { sayMore } from "./say-more.ts";

const TOP_PLATFORMS = 3;
const LONGEST_PLATFORM = 60;

/** Counts, platforms and times of a build, what was tested, and the page of its CI run. */
export function factsOfBuild({ ref, verdict, final, ci }: BuildCardInput): Block | undefined {
  const counts = [
    [verdict.passed, "passed"],
    [verdict.flaky, "flaky"],
    [verdict.failed, "failed"],
    [verdict.blocked, "could not run"],
    [verdict.unknown, final === undefined ? "without a verdict" : openWord(verdict)],
  ] as const;
  const results = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  const entries: { label: string; value: Line }[] = [];
  if (results.length > 0) entries.push({ label: "Results", value: [text(results.join(" · "))] });
  if (verdict.platforms.length > 0)
    entries.push({ label: verdict.platforms.length === 1 ? "Platform" : "Platforms", value: platforms(verdict) });
  if (verdict.durationMs !== undefined)
    entries.push({ label: "Duration", value: [text(formatDuration(verdict.durationMs))] });
  if (ref.branch !== undefined) entries.push({ label: "Branch", value: [text(oneLine(ref.branch, 80))] });
  entries.push(...sourceFacts(ci));
  if (final !== undefined && verdict.total > 0)
    entries.push({ label: "Finished", value: [time(verdict.endedAtMs ?? final.atMs)] });
  return entries.length === 0 ? undefined : { kind: "facts", facts: entries, weight: "detail" };
}

function sourceFacts(ci: CiSignal | undefined): readonly { readonly label: string; readonly value: Line }[] {
  const value = ciSource(ci);
  return value.length === 0 ? [] : [{ label: ci?.commit === undefined ? "CI" : "Commit", value }];
}

/** Each in a run of its own, so that a chat that must cut cuts the longest and not the last. */
function platforms({ platforms: all, failed, blocked }: Verdict): Line {
  const wrongWord = blocked === 0 ? "failed" : failed === 0 ? "could not run" : "went wrong";
  const named = all.slice(0, TOP_PLATFORMS).map(({ label, wrong }) => {
    const name = oneLine(label, LONGEST_PLATFORM);
    return text(wrong > 0 ? `${name} (${wrong} ${wrongWord})` : name);
  });
  const rest = all.length - named.length;
  const listed = named.flatMap((one, index) => (index === 0 ? [one] : [text(", "), one]));
  return rest > 0 ? [...listed, text(` ${sayMore(rest)}`)] : listed;
}
