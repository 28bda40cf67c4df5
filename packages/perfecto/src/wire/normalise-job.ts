import { branchName, LONGEST_ENCODED_JOB_NAME, LONGEST_JOB_NAME, type JobRun } from "@perfecto-bot/domain";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { WireContext } from "./wire-context.ts";

/**
 * `job` of an execution; undefined without a name, since nothing can be subscribed by number or branch alone.
 * The vendor's SDKs send number 0 where the CI never set one (https://github.com/PerfectoCode/reporting-java-sdk), so 0
 * is no number. Digits may come as text.
 */
export function normaliseJob(raw: unknown, context: Pick<WireContext, "note">): JobRun | undefined {
  if (raw === undefined || raw === null) return undefined;
  const job = asRecord(raw);
  if (!job) {
    context.note("shape");
    return undefined;
  }
  const name = asText(job["name"]);
  if (name === undefined) return undefined;
  if (isTooLong(name)) {
    context.note("job-name");
    return undefined;
  }
  return omitUndefined({
    name,
    number: normaliseJobNumber(job["number"], context),
    branch: normaliseBranch(job["branch"]),
  });
}

/** A build is looked after by its job's name, so one that fits into no request is as good as none. */
function isTooLong(name: string): boolean {
  return name.length > LONGEST_JOB_NAME || encodeURIComponent(name.toWellFormed()).length > LONGEST_ENCODED_JOB_NAME;
}

/** Jenkins tells `origin/main` where everything else says `main`. */
function normaliseBranch(value: unknown): string | undefined {
  const text = asText(value);
  return text === undefined ? undefined : branchName(text) || undefined;
}

function normaliseJobNumber(value: unknown, context: Pick<WireContext, "note">): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const number = typeof value === "string" && /^\d+$/u.test(value) ? Number(value) : value;
  if (number === 0) return undefined;
  if (typeof number === "number" && Number.isSafeInteger(number) && number > 0) return number;
  context.note("job-number");
  return undefined;
}
