import type { FormValues } from "@perfecto-bot/cards";
import {
  canonicalGlob,
  jobNameProblem,
  joinFilter,
  parseFilter,
  saidTwice,
  tokenize,
  type Filter,
  type FilterChoices,
  type SubscriptionOptions,
} from "@perfecto-bot/domain";

/** What somebody wants to subscribe to, from words or from the form. */
export interface SubscriptionWish {
  readonly lab: string;
  readonly job: string;
  readonly filter: Filter;
  readonly options: Partial<SubscriptionOptions>;
}

/** A submitted form: what is wished, or what is wrong with it, by input id. */
export type ReadForm =
  | { readonly kind: "understood"; readonly wish: SubscriptionWish }
  | { readonly kind: "mistaken"; readonly errors: Readonly<Record<string, string>> };

/**
 * Reads the subscribe form. Chosen names and the text beside them become one filter: all of it holds. A key that has names of
 * its own and stands in the text, too, is a mistake there; an exclusion in the text is none.
 * @param labs The configured labs: the first is meant where the form did not ask.
 */
export function readSubscribeForm(labs: readonly string[], { texts, names, people }: FormValues): ReadForm {
  const [job = ""] = said(names["job"]);
  const lab = texts["lab"] ?? labs[0] ?? "";
  const { tokens, mistakes: unread } = tokenize(texts["filter"] ?? "", 0);
  const { filter: rest, mistakes } = parseFilter(tokens);
  const choices: FilterChoices = {
    chosen: { device: said(names["device"]), tag: said(names["tag"]), owner: said(names["owner"]) },
    rest,
  };
  const wrong = [
    ...[...unread, ...mistakes].map(({ message }) => inPlainText(message)),
    ...inTwoPlaces(saidTwice(choices)),
  ];
  const problem = job === "" ? undefined : jobNameProblem(job);
  const errors = {
    ...(job === "" ? { job: "Name the CI job whose builds you want." } : {}),
    ...(problem === undefined ? {} : { job: `This name ${problem}.` }),
    ...(labs.includes(lab) ? {} : { lab: "This lab is not configured." }),
    ...(wrong.length === 0 ? {} : { filter: wrong.join("; ") }),
  };
  if (Object.keys(errors).length > 0) return { kind: "mistaken", errors };
  const options = { ...picked(texts), mention: people["mention"] ?? [] };
  return { kind: "understood", wish: { lab, job, filter: joinFilter(choices), options } };
}

function inTwoPlaces(keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return [];
  const shown = keys.map((key) => `“${key}:”`).join(" and ");
  return [`${shown} cannot stand here while names are chosen above: keep one of them`];
}

/** Patterns without the blanks around them. Blank ones say nothing. */
function said(patterns: readonly string[] = []): readonly string[] {
  return patterns.map((pattern) => canonicalGlob(pattern.trim())).filter((pattern) => pattern !== "");
}

function picked({ on, post, thread }: Readonly<Record<string, string>>): Partial<SubscriptionOptions> {
  return {
    ...(on === "all" || on === "failures" || on === "changes" ? { on } : {}),
    ...(post === "build" || post === "test" ? { post } : {}),
    ...(thread === "on" || thread === "off" || thread === "broadcast" ? { thread } : {}),
  };
}

/** Below a form's field nothing is drawn as code: words in backticks stand in quotes there. */
function inPlainText(message: string): string {
  return message.replaceAll(/`([^`]*)`/g, "“$1”");
}
