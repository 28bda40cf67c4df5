import { keyParts, listIn } from "./key-parts.ts";
import { MOST_REMEMBERED, type PastOutcome, type PastResult, type TestHistory } from "./past-result.ts";

const VERSION = 1;

/** One letter each, upper case: base 36 has the lower ones. */
const LETTERS: Readonly<Record<PastOutcome, string>> = { passed: "P", flaky: "L", failed: "F", blocked: "B" };
const OUTCOMES: ReadonlyMap<string, PastOutcome> = new Map([
  ["P", "passed"],
  ["L", "flaky"],
  ["F", "failed"],
  ["B", "blocked"],
]);

/** Outcome, ms before the entry above, and the build's number as its distance below the one above; `!`: the label follows. */
const ENTRY = /([PLFB])(-?[0-9a-z]+)(?:\.(-?[0-9a-z]+)|(!))?/g;
const ENTRIES = /^(?:[PLFB]-?[0-9a-z]+(?:\.-?[0-9a-z]+|!)?)*$/;
const NUMBER = /^#(0|[1-9]\d{0,14})$/;
const BASE = 36;

/**
 * A history as compact text: `[version, test, platform, name key, platform key, results, labels]`. What can be told from
 * what stands before it is 0 or left out: a test's name in its key, the step from a build's number to the next, labels
 * such as "#45". Twenty daily builds take about 180 bytes beside name and platform.
 */
export function encodeHistory({ key, test, platform, results }: TestHistory): string {
  const labels: string[] = [];
  let above = { startMs: 0, number: 0 };
  const entries = results.map(({ startMs, label, outcome }, index) => {
    const time = (index === 0 ? startMs : above.startMs - startMs).toString(BASE);
    const number = numberIn(label);
    if (number === undefined) labels.push(label);
    const step = above.number - (number ?? 0);
    above = { startMs, number: number ?? above.number };
    const name = number === undefined ? "!" : step === 1 ? "" : `.${step.toString(BASE)}`;
    return `${LETTERS[outcome]}${time}${name}`;
  });
  const { name, where } = keyParts(key) ?? { name: [key], where: 0 };
  return JSON.stringify([
    VERSION,
    test,
    platform,
    name === test ? 0 : name,
    where === platform ? 0 : where,
    entries.join(""),
    ...labels,
  ]);
}

/** The history that a text was made from; undefined where it is of another version, or no such text. */
export function decodeHistory(text: string): TestHistory | undefined {
  const [version, test, platform, name, where, entries, ...labels] = listIn(text);
  if (version !== VERSION || !isText(test) || !isText(platform) || !isText(entries)) return undefined;
  if (!ENTRIES.test(entries) || !labels.every(isText)) return undefined;
  const key = keyOf(name === 0 ? test : name, where === 0 ? platform : where);
  const results = key === undefined ? undefined : resultsIn(entries, labels);
  return key === undefined || results === undefined ? undefined : { key, test, platform, results };
}

/** Whether a text is a history that a newer version wrote. */
export function isNewerHistory(text: string): boolean {
  const [version] = listIn(text);
  return typeof version === "number" && version > VERSION;
}

function resultsIn(entries: string, labels: readonly string[]): readonly PastResult[] | undefined {
  const results: PastResult[] = [];
  let [number, named] = [0, 0];
  for (const [, letter = "", time = "", step, isNamed] of entries.matchAll(ENTRY)) {
    const outcome = OUTCOMES.get(letter);
    const told = Number.parseInt(time, BASE);
    const startMs = results.length === 0 ? told : (results.at(-1)?.startMs ?? 0) - told;
    if (isNamed === undefined) number -= step === undefined ? 1 : Number.parseInt(step, BASE);
    const label = isNamed === undefined ? `#${number}` : labels[named++];
    if (outcome === undefined || label === undefined) return undefined;
    results.push({ startMs, label, outcome });
  }
  return results.slice(0, MOST_REMEMBERED);
}

function numberIn(label: string): number | undefined {
  const digits = NUMBER.exec(label)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function keyOf(name: unknown, where: unknown): string | undefined {
  if (Array.isArray(name)) return isText(name[0]) ? name[0] : undefined;
  return isText(name) && isText(where) ? JSON.stringify([name, where]) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
