import { scenarioJobs } from "@perfecto-bot/simulators/lab";
import type { LabView } from "../wire/lab-state.ts";
import type { PlaygroundState } from "../wire/playground-state.ts";
import type { World } from "../world/world.ts";
import type { Timeline } from "./timeline/create-timeline.ts";
import type { LabBoard } from "./views/lab-board.ts";
import { viewSlack } from "./views/view-slack.ts";
import { type NoticeNumber, viewTeams } from "./views/view-teams.ts";

/** What a page is told first: everything as it is now, as far as pages keep it. */
export function assembleState(
  world: World,
  {
    board,
    timeline,
    numberOf,
  }: { readonly board: LabBoard | undefined; readonly timeline: Timeline; readonly numberOf: NoticeNumber },
): PlaygroundState {
  return {
    world: world.view(),
    lab: viewLab(world, board),
    slack: viewSlack(world.slack),
    teams: viewTeams(world.teams, numberOf),
    timeline: timeline.entries(),
  };
}

function viewLab({ labUrl: url, play }: World, board: LabBoard | undefined): LabView {
  if (board === undefined) return { simulated: false, url, jobs: [], builds: [] };
  const known = (play?.jobs ?? scenarioJobs).map(({ name }) => name);
  return { simulated: true, url, jobs: [...new Set([...known, ...board.jobs()])], builds: board.builds() };
}
