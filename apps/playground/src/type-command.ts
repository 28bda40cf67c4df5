import type { SlackSimulator } from "@perfecto-bot/simulators/slack";

const patienceMs = 10_000;

/**
 * Somebody types a slash command, the way Slack tells the app of it. Resolves when the app answered in the channel, to
 * everybody or to the typist alone, or when ten seconds went by without an answer.
 */
export async function typeCommand(
  slack: SlackSimulator,
  { user, channel, text }: { readonly user: string; readonly channel: string; readonly text: string },
): Promise<void> {
  const channelId = slack.channel(channel).id;
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  const hear = (message: { readonly channelId: string }): void => {
    if (message.channelId === channelId) resolve();
  };
  const stops = [slack.on("message", hear), slack.on("ephemeral", hear)];
  const impatience = setTimeout(resolve, patienceMs);
  await slack.command({ user, channel, command: "/perfecto", text });
  await answered;
  clearTimeout(impatience);
  for (const stop of stops) stop();
}
