import type { MissingTests } from "@perfecto-bot/domain";

const MOST_NAMED = 5;

/** Tests that never reported, each in a few words: "all 12 tests on Galaxy S23", "Pay on Pixel 9", "and 3 more". */
export function missingInWords(missing: readonly MissingTests[]): readonly string[] {
  const named = missing.slice(0, MOST_NAMED).map(inWords);
  const rest = missing.slice(MOST_NAMED).reduce((sum, one) => sum + (one.kind === "platform" ? one.count : 1), 0);
  return rest === 0 ? named : [...named, `and ${rest} more`];
}

function inWords(one: MissingTests): string {
  if (one.kind === "platform") return `all ${one.count} tests on ${one.platform}`;
  return one.platform === undefined ? one.test : `${one.test} on ${one.platform}`;
}
