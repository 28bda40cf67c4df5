import type { PlaygroundAction } from "../../wire/playground-action.ts";

/** The numbers that can be asked of a build, with their bounds, in the form's order. */
export const NUMBER_FIELDS = [
  { name: "executions", label: "Executions", min: 1, max: 500 },
  { name: "platforms", label: "Platforms", min: 1, max: 12 },
  { name: "failures", label: "Failures", min: 0, max: 500 },
  { name: "causes", label: "Causes", min: 1, max: 7 },
  { name: "blocked", label: "Blocked", min: 0, max: 500 },
  { name: "flaky", label: "Flaky", min: 0, max: 100 },
] as const;

/** The kinds of platform a build can be asked for. */
export const KINDS = ["phone", "tablet", "browser"] as const;

/** A field with a number. */
export type NumberField = (typeof NUMBER_FIELDS)[number]["name"];
/** A kind of platform. */
export type Kind = (typeof KINDS)[number];

/** What the form holds: what was typed, untouched. */
export interface BuildForm {
  /** An empty one means that of a new job is typed. */
  readonly job: string;
  readonly newJob: string;
  readonly numbers: Readonly<Record<NumberField, string>>;
  readonly kinds: readonly Kind[];
}

const NOTHING: BuildForm["numbers"] = {
  executions: "",
  platforms: "",
  failures: "",
  causes: "",
  blocked: "",
  flaky: "",
};

/** The form as it opens. A known job's builds stay as they usually are; a new job gets a small build with something to see. */
export function emptyForm(job: string): BuildForm {
  const numbers = job === "" ? { ...NOTHING, executions: "24", platforms: "4", failures: "3", causes: "1" } : NOTHING;
  return { job, newJob: "", numbers, kinds: [] };
}

/** What is wrong, by field. */
export type FormErrors = Readonly<Partial<Record<NumberField | "newJob", string>>>;

/** The action that the form asks for, or what is wrong with it. */
export type FormReading =
  | { readonly ok: true; readonly action: Extract<PlaygroundAction, { kind: "start-build" }> }
  | { readonly ok: false; readonly errors: FormErrors };

/** Reads the form. An empty number asks for what is usual. */
export function readBuildForm({ job, newJob, numbers, kinds }: BuildForm): FormReading {
  const errors: { -readonly [Field in keyof FormErrors]: string } = {};
  const name = job === "" ? newJob.trim() : job;
  if (name === "") errors.newJob = "Give the new job a name.";
  if (name.length > 300) errors.newJob = "A job's name has at most 300 characters.";

  const asked: Partial<Record<NumberField, number>> = {};
  for (const { name: field, label, min, max } of NUMBER_FIELDS) {
    const typed = numbers[field].trim();
    if (typed === "") continue;
    const value = Number(typed);
    if (/^\d+$/.test(typed) && value >= min && value <= max) asked[field] = value;
    else errors[field] = `${label}: a whole number from ${min} to ${max}.`;
  }
  const { executions, failures = 0, causes, blocked = 0, flaky = 0 } = asked;
  if (executions !== undefined && failures + blocked + flaky > executions) {
    errors.executions ??= `${failures + blocked + flaky} shall fail, block or be flaky: that many executions are needed at least.`;
  }
  if (causes !== undefined && asked.failures !== undefined && causes > Math.max(failures, 1)) {
    errors.causes ??= "There cannot be more causes than failures.";
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    action: { kind: "start-build", job: name, ...asked, ...(kinds.length > 0 && { kinds: [...kinds] }) },
  };
}
