import { LabError, type ExecutionQuery, type ExecutionsAnswer, type Lab } from "../ports/lab.ts";

/** A name that the lab refuses to be asked for, though it answers otherwise. */
export interface RefusedName {
  readonly name: string;
  readonly error: LabError;
}

/** What a lab told of several jobs, and of which it could not be asked. */
export interface NamesAnswer {
  readonly answer: ExecutionsAnswer;
  readonly refused: readonly RefusedName[];
}

/** What asking needs to know beside the names. */
export interface NamesQuestion {
  readonly query: Omit<ExecutionQuery, "jobNames">;
  /** What to ask where only it matters whether the lab answers at all. */
  readonly control: ExecutionQuery;
  /** Whether there is time for another request. */
  readonly mayGoOn: () => boolean;
}

/**
 * Asks a lab for several jobs together, or for all where none is named. Where it refuses and answers without names, one of
 * them is to blame: it is found by halves, and all the others are answered for.
 * Rejects with the lab's error where no name is to blame, or where there is no time to find out.
 */
export async function askNames(lab: Lab, names: readonly string[], question: NamesQuestion): Promise<NamesAnswer> {
  try {
    return { answer: await askTogether(lab, names, question), refused: [] };
  } catch (error) {
    if (names.length === 0 || !mayBeOfNames(error) || !question.mayGoOn()) throw error;
    await lab.listExecutions(question.control).catch(() => {
      throw error;
    });
    return blame(lab, names, question, error);
  }
}

/** These names were refused together. */
async function blame(
  lab: Lab,
  names: readonly string[],
  question: NamesQuestion,
  error: LabError,
): Promise<NamesAnswer> {
  const [name, ...others] = names;
  if (name === undefined || others.length === 0) return { answer: NOTHING, refused: name ? [{ name, error }] : [] };
  if (!question.mayGoOn()) throw error;
  const middle = Math.ceil(names.length / 2);
  const parts: NamesAnswer[] = [];
  for (const half of [names.slice(0, middle), names.slice(middle)]) parts.push(await askHalf(lab, half, question));
  return { answer: joined(parts.map(({ answer }) => answer)), refused: parts.flatMap(({ refused }) => refused) };
}

async function askHalf(lab: Lab, names: readonly string[], question: NamesQuestion): Promise<NamesAnswer> {
  try {
    return { answer: await askTogether(lab, names, question), refused: [] };
  } catch (error) {
    if (!mayBeOfNames(error)) throw error;
    return blame(lab, names, question, error);
  }
}

async function askTogether(lab: Lab, jobNames: readonly string[], { query }: NamesQuestion): Promise<ExecutionsAnswer> {
  return lab.listExecutions({ ...query, ...(jobNames.length === 0 ? {} : { jobNames }) });
}

/** What a lab says of a request that is too long or odd is not documented: some servers answer it with a web page, or with 500. */
function mayBeOfNames(error: unknown): error is LabError {
  return error instanceof LabError && ["refused", "unreachable", "not-json"].includes(error.kind);
}

const NOTHING: ExecutionsAnswer = {
  executions: [],
  processing: "unknown",
  answeredAtMs: Number.POSITIVE_INFINITY,
  truncated: false,
};

/** Answers to different questions as one; its age is that of the oldest. */
function joined(answers: readonly ExecutionsAnswer[]): ExecutionsAnswer {
  const told = answers.filter((answer) => answer !== NOTHING);
  const [first = NOTHING] = told;
  return told.slice(1).reduce(
    (a, b): ExecutionsAnswer => ({
      executions: [...a.executions, ...b.executions],
      processing: a.processing === b.processing ? a.processing : leastOf(a, b),
      answeredAtMs: Math.min(a.answeredAtMs, b.answeredAtMs),
      truncated: a.truncated || b.truncated,
    }),
    first,
  );
}

function leastOf(a: ExecutionsAnswer, b: ExecutionsAnswer): ExecutionsAnswer["processing"] {
  return [a.processing, b.processing].includes("processing") ? "processing" : "unknown";
}
