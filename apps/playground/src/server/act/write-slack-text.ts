/** Whom a person can mention. */
export interface SlackDirectory {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly userGroups: readonly { readonly id: string; readonly handle: string }[];
}

const EVERYBODY = new Set(["here", "channel", "everyone"]);
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * What a person typed as Slack's clients send it: `@name` of people, of the bot and of groups as mentions, links in
 * angle brackets, and `&`, `<`, `>` escaped. An unknown name stays as it was typed.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function writeSlackText(typed: string, directory: SlackDirectory): string {
  return typed
    .split(/(https?:\/\/[^\s<>"]+)/u)
    .map((part, at) => (at % 2 === 1 ? `<${escape(part)}>` : mention(escape(part), directory)))
    .join("");
}

/** The same with links left bare, as slash commands have them. */
export function writeCommandText(typed: string, directory: SlackDirectory): string {
  return typed
    .split(/(https?:\/\/[^\s<>"]+)/u)
    .map((part, at) => (at % 2 === 1 ? escape(part) : mention(escape(part), directory)))
    .join("");
}

function escape(text: string): string {
  return text.replace(/[&<>]/gu, (sign) => ESCAPES[sign] ?? sign);
}

function mention(text: string, { people, userGroups }: SlackDirectory): string {
  return text.replace(/(?<![\w@.])@([\w.-]*\w)/gu, (whole, name: string) => {
    const wanted = name.toLowerCase();
    if (EVERYBODY.has(wanted)) return `<!${wanted}>`;
    const person = people.find((one) => one.name.toLowerCase() === wanted);
    if (person !== undefined) return `<@${person.id}>`;
    const group = userGroups.find(({ handle }) => handle.toLowerCase() === wanted);
    return group === undefined ? whole : `<!subteam^${group.id}>`;
  });
}
