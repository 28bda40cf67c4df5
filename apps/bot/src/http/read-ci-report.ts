import { jobNameProblem } from "@perfecto-bot/domain";
import type { CiReport } from "@perfecto-bot/pipeline";
import { z } from "zod";

const MOST_TESTS = 10_000;
const MOST_COMMIT_CHARACTERS = 100;
const MOST_URL_CHARACTERS = 2_000;
/** Mistakes, or ignored members, that an answer names; the others are counted. */
const MOST_NAMED = 20;

const JOB = "the job's name as the tests report it to Perfecto (-Dreportium-job-name)";
const NUMBER =
  "the number that the tests report to Perfecto (-Dreportium-job-number), a whole number such as 45; leave it out where they report none. In Azure DevOps that is Build.BuildId, not Build.BuildNumber";
const STATE = 'either "started" or "finished"';
const BRANCH = "the branch as the tests report it to Perfecto, a text of at most 500 characters";
const EXPECTED = "how many tests there should be, a whole number from 0 to 1,000,000";
const ATTEMPT = "which try of this build it is, a whole number from 1 to 1,000,000";
const TESTS = "the names of the tests there should be, a list of at most 10,000 texts";
const TEST = "a test's name, a text of at most 1,000 characters";

/** What CI says, when it is tidy; numbers are those that Perfecto's answers may have as well. */
const Report = z.object({
  job: z.string(JOB).refine((name) => jobNameProblem(name) === undefined, {
    error: ({ input }) => `the name ${jobNameProblem(String(input)) ?? ""}`,
  }),
  number: z.int(NUMBER).min(1, NUMBER).exactOptional(),
  state: z.enum(["started", "finished"], STATE),
  branch: z.string(BRANCH).max(500, BRANCH).exactOptional(),
  expected: z.int(EXPECTED).min(0, EXPECTED).max(1_000_000, EXPECTED).exactOptional(),
  attempt: z.int(ATTEMPT).min(1, ATTEMPT).max(1_000_000, ATTEMPT).exactOptional(),
  tests: z
    .array(z.string(TEST).trim().max(1_000, TEST).nullable(), TESTS)
    .transform((names) => [...new Set(names.filter((name) => name !== null && name !== ""))])
    .pipe(z.array(z.string()).max(MOST_TESTS, TESTS))
    .exactOptional(),
  commit: z.string().exactOptional(),
  url: z.string().exactOptional(),
});
const KNOWN: ReadonlySet<string> = new Set(["lab", ...Object.keys(Report.shape)]);

/** A body that was understood, with what was left out of it; or everything that is wrong with it, each with its place. */
export type ReadCiReport =
  | { readonly kind: "report"; readonly report: CiReport; readonly ignored: readonly string[] }
  | { readonly kind: "mistaken"; readonly mistakes: readonly string[] };

/**
 * Reads what a CI job says. A pipeline should not break over a trifle: blanks at the ends, case of `state`, digits as
 * text, null and empty texts for what is optional, unknown members and unusable links are no mistakes.
 * @param labs the labs there are; a report need not name the only one
 */
export function readCiReport(body: unknown, labs: readonly string[]): ReadCiReport {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { kind: "mistaken", mistakes: ["body: expected object"] };
  const said = new Map(Object.entries(body).flatMap(([name, value]) => tidyMember(name, value)));
  const unusable = Object.keys(IS_USABLE).filter((name) => said.has(name) && !IS_USABLE[name]?.(said.get(name)));
  for (const name of unusable) said.delete(name);
  const lab = said.get("lab") ?? (labs.length === 1 ? labs[0] : undefined);
  const known = labs.find((one) => one === lab);
  const parsed = Report.safeParse(Object.fromEntries(said));
  if (!parsed.success || known === undefined) {
    const mistakes = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
    if (known === undefined) mistakes.push(`lab: name one of ${labs.join(", ")}`);
    return { kind: "mistaken", mistakes: firstFew(mistakes) };
  }
  const { tests = [], ...report } = parsed.data;
  return {
    kind: "report",
    report: { ...report, lab: known, ...(tests.length === 0 ? {} : { tests, expected: tests.length }) },
    ignored: firstFew(Object.keys(body).filter((name) => !KNOWN.has(name) || unusable.includes(name))),
  };
}

/** A member without stray blanks, if it says anything. */
function tidyMember(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  const text = typeof value === "string" ? value.trim() : value;
  const tidy = typeof text === "string" ? (TIDY_TEXT[name]?.(text) ?? text) : text;
  const isAbsent = tidy === undefined || tidy === null || tidy === "" || (name === "number" && tidy === 0);
  return isAbsent ? [] : [[name, tidy]];
}

const TIDY_TEXT: Readonly<Record<string, (text: string) => unknown>> = {
  job: (text) => text.replaceAll(/\s+/gu, " "),
  state: (text) => text.toLowerCase(),
  number: digitsToNumber,
  expected: digitsToNumber,
  attempt: digitsToNumber,
};

function digitsToNumber(text: string): unknown {
  return /^\d+$/u.test(text) ? Number(text) : text;
}

/** What only adorns a card; where it cannot be used, the report is taken without it. */
const IS_USABLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  commit: (value) => typeof value === "string" && value.length <= MOST_COMMIT_CHARACTERS,
  url: (value) => typeof value === "string" && value.length <= MOST_URL_CHARACTERS && isWebAddress(value),
};

/** An address with a name or password in it would show them to everybody who reads the card. */
function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/\S+$/iu.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === "" && password === "";
}

function firstFew(names: readonly string[]): readonly string[] {
  const different = [...new Set(names)];
  const rest = different.length - MOST_NAMED;
  return rest > 0 ? [...different.slice(0, MOST_NAMED), `and ${rest} more`] : different;
}
