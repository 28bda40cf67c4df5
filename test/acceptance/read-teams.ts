import type { LabExecution } from "@perfecto-bot/simulators/lab";
import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";

type Thread = ReturnType<TeamsSimulator["channel"]>["threads"][number];
type Message = Thread["root"];

/** Every text and address in a message's cards, and its line in notifications. */
export function cardText(message: Message): string {
  return [message.summary, JSON.stringify(message.card)].join("\n");
}

/** The threads of a channel whose root is the card of a build: it is named in the first line, and the library is linked. */
export function buildThreads(teams: TeamsSimulator, channel: string, build: string): readonly Thread[] {
  return teams
    .channel(channel)
    .threads.filter(({ root }) => root.summary.includes(build) && cardText(root).includes("/reporting/library?"));
}

/** The messages about one failed execution: they lead to its report. */
export function failureMessages(thread: Thread, { resource }: LabExecution): readonly Message[] {
  return thread.replies.filter((reply) => cardText(reply).includes(`/reporting/test/${resource.id}`));
}
