import type { Config } from "@perfecto-bot/bot";
import type { SlackMessage } from "@perfecto-bot/simulators/slack";
import { drawScreen } from "./draw-screen.ts";
import { person } from "./person.ts";
import { keyOf } from "./read-messages.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";
import { METRONOME, type Seen, type Stage } from "./stage.ts";
import { tellCi } from "./tell-ci.ts";

const CHANNEL = "mobile-qa";

/** Starts a world around Slack. */
export async function startSlackStage(
  change?: (config: Config) => Config,
): Promise<Stage & { readonly world: SlackWorld }> {
  const world = await startSlackWorld("socket", change);
  const { slack } = world;
  const quinn = person(slack);
  await quinn.ask(`subscribe ${METRONOME}`, "second");
  const seen = (job: string, kind: string): readonly Seen[] =>
    slack
      .channel(job === METRONOME ? "second" : CHANNEL)
      .allMessages.filter((message) => isAbout(message, job, kind))
      .map(({ versions }) => {
        const said = versions.map(({ text, blocks }) => `${text}\n${drawScreen(blocks)}`);
        const text = said.at(-1) ?? "";
        return { first: text.split("\n", 1)[0] ?? "", text, versions: said };
      });
  return {
    world,
    lab: world.lab,
    tell: (body) => tellCi(world, { body }),
    subscribe: async (job, options = "") => void (await quinn.ask(`subscribe "${job}" ${options}`)),
    ask: async (words) => (await quinn.ask(words)).screen,
    cards: (job) => seen(job, "build"),
    failures: (job) => seen(job, "failure/"),
    calls: (job) => seen(job, "attention"),
    attempts: (job) => seen(job, "attempt/"),
    end: world.end,
  };
}

/** Whether a message belongs to a build of a job and is of a kind; its key tells. */
function isAbout(message: SlackMessage, job: string, kind: string): boolean {
  const [topic = "", name = ""] = keyOf(message)?.split("#") ?? [];
  return topic.split("/")[2] === encodeURIComponent(job) && name.startsWith(kind);
}
