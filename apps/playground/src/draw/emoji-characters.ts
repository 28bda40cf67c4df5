/** The emoji that the bot's messages use, by Slack's names. */
const CHARACTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    x: "❌",
    white_check_mark: "✅",
    hourglass_flowing_sand: "⏳",
    no_entry: "⛔",
    grey_question: "❔",
    information_source: "ℹ",
    warning: "⚠",
  }),
);

/** An emoji as a character; one without is shown by its name, as Slack does with names it does not know. */
export function emojiCharacter(name: string): string {
  return CHARACTERS.get(name) ?? `:${name}:`;
}
