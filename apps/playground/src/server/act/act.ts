import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { PlaygroundAction } from "../../wire/playground-action.ts";
import type { World } from "../../world/world.ts";
import { actInLab } from "./act-in-lab.ts";
import { actInSlack } from "./act-in-slack.ts";
import { actInTeams } from "./act-in-teams.ts";

/** Does what a person does on the page. Never rejects: what went wrong is said in one sentence. */
export async function act(world: World, action: PlaygroundAction): Promise<ActionAnswer> {
  try {
    return await answer(world, action);
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function answer(world: World, action: PlaygroundAction): Promise<ActionAnswer> {
  switch (action.kind) {
    case "start-build":
    case "late-result":
    case "set-speed":
    case "break":
    case "kill-service":
    case "restart-redis":
      return actInLab(world, action);
    case "slack-say":
    case "slack-click":
    case "slack-submit-modal":
    case "slack-close-modal":
    case "slack-suggest":
    case "slack-why":
      return actInSlack(world, action);
    case "teams-say":
    case "teams-press":
    case "teams-search":
    case "teams-submit-dialog":
    case "teams-close-dialog":
    case "teams-why":
      return actInTeams(world, action);
  }
}
