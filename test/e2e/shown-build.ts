import type { PlaygroundState } from "@perfecto-bot/playground/testing";

/** What a chat's channel holds of one build. */
export interface ShownBuild {
  /** What each of its cards says of it, such as "3 of 10 failed"; with ", still running" while it says so. */
  readonly cards: readonly string[];
  /** How many messages each failed execution has, in the lab's order. */
  readonly failures: readonly number[];
}

/** What both channels `mobile-qa` hold of a build, such as "Nightly #1". */
export function shownBuild(
  { lab, slack, teams }: PlaygroundState,
  build: string,
): { readonly slack: ShownBuild; readonly teams: ShownBuild } {
  const channel = slack.channels.find(({ name }) => name === "mobile-qa")?.id;
  const place = teams.places.find(({ name }) => name === "mobile-qa")?.id;
  const failed = lab.builds
    .find(({ id }) => id === build)
    ?.executions.filter(({ status }) => status === "FAILED")
    .map(({ reportUrl }) => reportUrl);
  const show = (
    messages: readonly { readonly line: string; readonly content: string; readonly isRoot: boolean }[],
  ) => ({
    cards: messages
      .filter(({ line, isRoot }) => isRoot && line.includes(`${build} (`))
      .map(({ line }) => cardSays(line)),
    failures: (failed ?? []).map(
      (url) => messages.filter(({ content, isRoot }) => !isRoot && content.includes(url)).length,
    ),
  });
  return {
    slack: show(
      slack.messages
        .filter(({ channelId, fromBot, deleted }) => channelId === channel && fromBot && !deleted)
        .map(({ text, blocks, threadTs }) => ({
          line: text,
          content: JSON.stringify(blocks),
          isRoot: threadTs === undefined,
        })),
    ),
    teams: show(
      teams.messages
        .filter(({ placeId, fromBot, deleted }) => placeId === place && fromBot && !deleted)
        .map(({ summary, card, rootId }) => ({
          line: summary,
          content: JSON.stringify(card ?? {}),
          isRoot: rootId === undefined,
        })),
    ),
  };
}

function cardSays(line: string): string {
  const counts = /\d+ of \d+ failed|all \d+ passed/i.exec(line)?.[0] ?? line;
  return line.includes("still running") ? `${counts}, still running` : counts;
}
