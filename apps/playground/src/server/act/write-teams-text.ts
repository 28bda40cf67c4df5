/**
 * What a person typed as Teams' clients send it: the bot's name with an @ at the beginning is a mention of it, names of
 * people with an @ are mentions anywhere. `mention`: the text followed one of the bot.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export function writeTeamsText(
  typed: string,
  { botName, people }: { readonly botName: string; readonly people: readonly string[] },
): { readonly text: string; readonly mention: boolean } {
  const trimmed = typed.trim();
  const at = `@${botName}`;
  const begins = trimmed.slice(0, at.length).toLowerCase() === at.toLowerCase();
  const mention = begins && !/^[\w-]/u.test(trimmed.slice(at.length));
  const rest = mention ? trimmed.slice(at.length).trim() : trimmed;
  // Longer names first, since one may begin with another.
  const names = [...people].toSorted((a, b) => b.length - a.length);
  const text = names.reduce((written, name) => written.replaceAll(`@${name}`, `<at>${name}</at>`), rest);
  return { text, mention };
}
