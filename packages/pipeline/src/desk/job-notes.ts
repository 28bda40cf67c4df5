import { bold, code, text, type Line } from "@perfecto-bot/cards";
import { matchGlob, nameOf, suggest, type Subscription } from "@perfecto-bot/domain";
import { LabError, type Lab } from "../ports/lab.ts";
import { explainLabError } from "./ask/explain-lab-error.ts";
import type { DeskParts } from "./desk-parts.ts";

const DAY_MS = 24 * 60 * 60_000;
const LOOK_BACK_MS = 14 * DAY_MS;
const MOST_NAMES = 5_000;
const MOST_SHOWN = 3;

/** What to know about a job one just subscribed to: never seen, with similar names; or that the lab cannot be asked. */
export async function jobNotes(parts: DeskParts, { lab: id, job }: Subscription): Promise<readonly Line[]> {
  const lab = parts.labs.get(id);
  if (lab === undefined) return [];
  try {
    const name = nameOf(job);
    return name === undefined ? await globNotes(parts, lab, job) : await nameNotes(parts, lab, name);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const why =
      error.kind === "store-unavailable"
        ? explainLabError(error).what
        : `The lab cannot be asked now: ${error.message} Posting begins by itself once it answers.`;
    return [[text(`${why} So I could not check the job's name.`)]];
  }
}

async function nameNotes(parts: DeskParts, lab: Lab, job: string): Promise<readonly Line[]> {
  if (await wasSeen(parts, lab, job)) return [];
  const names = await knownNames(parts, lab);
  const similar = similarNames(job, names);
  const hint: Line =
    similar.length === 0
      ? []
      : [
          text(" Similar: "),
          ...similar.flatMap((name, index) => [...(index === 0 ? [] : [text(", ")]), code(name)]),
          text("."),
        ];
  return [[text("No build of "), bold(job), text(" in the last 14 days; I will post when there is one."), ...hint]];
}

async function globNotes(parts: DeskParts, lab: Lab, glob: string): Promise<readonly Line[]> {
  const names = await knownNames(parts, lab);
  const matching = names.filter((name) => matchGlob(glob, name));
  if (matching.length === 0) return [[text("No job seen lately matches this pattern; I will post when one does.")]];
  const rest = matching.length - MOST_SHOWN;
  return [[text(`Matches ${matching.slice(0, MOST_SHOWN).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`)]];
}

async function wasSeen({ pictures, now }: DeskParts, lab: Lab, job: string): Promise<boolean> {
  const known = await pictures.jobNames(lab.id, MOST_NAMES);
  if (known.some(({ name, lastSeenMs }) => name === job && now() - lastSeenMs < LOOK_BACK_MS)) return true;
  const answer = await lab.listExecutions({ jobNames: [job], startedFromMs: now() - LOOK_BACK_MS, maxPages: 1 });
  if (answer.executions.length === 0) return false;
  await pictures.rememberJobNames(lab.id, [job], now());
  return true;
}

async function knownNames({ pictures, now }: DeskParts, lab: Lab): Promise<readonly string[]> {
  const answer = await lab.listExecutions({ startedFromMs: now() - DAY_MS, maxPages: 2 });
  const seen = [...new Set(answer.executions.flatMap(({ job }) => (job === undefined ? [] : [job.name])))];
  if (seen.length > 0) await pictures.rememberJobNames(lab.id, seen, now());
  const known = await pictures.jobNames(lab.id, MOST_NAMES);
  return [...new Set([...known.map(({ name }) => name), ...seen])];
}

/** Names that differ in case, contain what was typed, or are a few letters away. */
function similarNames(typed: string, names: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase();
  const close = suggest(typed, names);
  const containing = names.filter((name) => name.toLowerCase().includes(wanted) || wanted.includes(name.toLowerCase()));
  return [
    ...new Set([...(close === undefined ? [] : [close]), ...containing.toSorted((a, b) => a.length - b.length)]),
  ].slice(0, MOST_SHOWN);
}
