import type { TeamsMessage } from "@perfecto-bot/simulators/teams";
import { drawTeamsCard } from "./draw-teams-card.ts";
import { buildThreads, cardText } from "./read-teams.ts";
import { METRONOME, type Seen, type Stage } from "./stage.ts";
import { teamsPerson } from "./teams-person.ts";
import { startTeamsWorld, type TeamsWorld } from "./teams-world.ts";
import { tellCi } from "./tell-ci.ts";

const CHANNEL = "mobile-qa";

/** Starts a world around Teams. */
export async function startTeamsStage(): Promise<Stage & { readonly world: TeamsWorld }> {
  const world = await startTeamsWorld();
  const { teams } = world;
  const quinn = teamsPerson(teams);
  await quinn.mention(`subscribe ${METRONOME}`, "second");
  const threads = (job: string) => buildThreads(teams, job === METRONOME ? "second" : CHANNEL, `${job} #`);
  const replies = (job: string) => threads(job).flatMap((thread) => thread.replies);
  return {
    world,
    lab: world.lab,
    tell: (body) => tellCi(world, { body }),
    subscribe: async (job, options = "") => void (await quinn.mention(`subscribe "${job}" ${options}`)),
    ask: async (words) => quinn.read(await quinn.mention(words)),
    cards: (job) => threads(job).map(({ root }) => seen(root)),
    failures: (job) =>
      replies(job)
        .filter((one) => isFailure(one) && !isCall(one))
        .map(seen),
    calls: (job) => replies(job).filter(isCall).map(seen),
    attempts: (job) =>
      replies(job)
        .filter(({ summary }) => summary.includes("Attempt "))
        .map(seen),
    end: world.end,
  };
}

function isFailure(message: TeamsMessage): boolean {
  return cardText(message).includes("/reporting/test/");
}

function isCall(message: TeamsMessage): boolean {
  return message.versions.some(({ activity }) => JSON.stringify(activity).includes("<at>"));
}

function seen(message: TeamsMessage): Seen {
  const said = message.versions.map(({ summary, cards }) => `${summary}\n${cards.map(drawTeamsCard).join("\n")}`);
  return { first: message.summary.split("\n", 1)[0] ?? "", text: said.at(-1) ?? "", versions: said };
}
