import { COMMAND_VERBS } from "./command-verbs.ts";

/** One way to go on with what is written. */
export interface Completion {
  /** What the list shows. */
  readonly label: string;
  readonly hint: string;
  /** The whole text with it. */
  readonly text: string;
}

/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly name: string;
  readonly realName: string;
}

const AT_MOST = 8;

/**
 * How a text can go on, best first: the command, its verbs, or people after "@". Nothing where it is complete already.
 * The caret is taken to be at the end.
 */
export function completeText(text: string, people: readonly Mentionable[]): readonly Completion[] {
  if (/^\/[a-z]*$/iu.test(text)) return only([{ label: "/perfecto", hint: "ask Perfecto", text: "/perfecto " }], text);

  const [, spoken, verb] = /^(\/perfecto\s+|.*@perfecto\s+)(\w*)$/isu.exec(text) ?? [];
  if (spoken !== undefined && verb !== undefined) {
    const said = verb.toLowerCase();
    if (COMMAND_VERBS.some(({ name }) => name === said)) return [];
    return COMMAND_VERBS.filter(({ name }) => name.startsWith(said)).map(({ name, usage, summary }) => ({
      label: usage === "" ? name : `${name} ${usage}`,
      hint: summary,
      text: `${spoken}${name}${usage === "" ? "" : " "}`,
    }));
  }

  const [, before, begun] = /^(|.*[\s(])@([\w.-]*)$/su.exec(text) ?? [];
  if (before === undefined || begun === undefined) return [];
  const wanted = begun.toLowerCase();
  const mentionable = [{ name: "perfecto", realName: "Perfecto" }, ...people];
  if (mentionable.some(({ name }) => name.toLowerCase() === wanted)) return [];
  return mentionable
    .filter(({ name, realName }) =>
      [name, ...realName.split(" ")].some((word) => word.toLowerCase().startsWith(wanted)),
    )
    .slice(0, AT_MOST)
    .map(({ name, realName }) => ({ label: `@${name}`, hint: realName, text: `${before}@${name} ` }));
}

function only(completions: readonly Completion[], begun: string): readonly Completion[] {
  const said = begun.toLowerCase();
  return completions.filter(({ text }) => text.startsWith(said) && text.trim() !== said);
}
