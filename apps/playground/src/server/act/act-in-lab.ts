import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { PlaygroundAction } from "../../wire/playground-action.ts";
import type { World } from "../../world/world.ts";
import { ActionError } from "./action-error.ts";

/** What a person does with the lab and with the world itself. */
export type LabAction = Extract<
  PlaygroundAction,
  { readonly kind: "start-build" | "late-result" | "set-speed" | "break" | "kill-service" | "restart-redis" }
>;

/** Starts builds, breaks and mends. @throws {Error} one sentence */
export async function actInLab(world: World, action: LabAction): Promise<ActionAnswer> {
  switch (action.kind) {
    case "start-build":
      playOf(world).startBuild(requestOf(action));
      break;
    case "late-result":
      if (playOf(world).addLateResult() === undefined)
        throw new ActionError("No build is complete yet: wait until one is, then add a late result to it.");
      break;
    case "set-speed":
      await world.setSpeed(action.speed);
      break;
    case "break":
      await world.setBreakage(action.what, action.on);
      break;
    case "kill-service":
      world.killService();
      break;
    case "restart-redis":
      await world.restartRedis();
      break;
  }
  return { ok: true };
}

function playOf({ play }: World): NonNullable<World["play"]> {
  if (play !== undefined) return play;
  throw new ActionError("The lab is a real one here: start builds in your CI.");
}

/** What was left out is as in the job's other builds. */
function requestOf({ kind: _kind, ...asked }: Extract<LabAction, { readonly kind: "start-build" }>) {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), job: asked.job };
}
