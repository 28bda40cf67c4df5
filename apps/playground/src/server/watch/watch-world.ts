import type { World, WorldHappening } from "../../world/world.ts";
import { describeLabEvent } from "../timeline/describe-lab-event.ts";
import { describeLogLine } from "../timeline/describe-log-line.ts";
import type { LabBoard } from "../views/lab-board.ts";
import type { Ears } from "./ears.ts";

/** Says what happens in the world and its lab. @returns a function that stops it */
export function watchWorld(
  world: Pick<World, "on" | "view">,
  board: LabBoard | undefined,
  { put, note }: Ears,
  now: () => number,
): () => void {
  return world.on((happening: WorldHappening) => {
    switch (happening.kind) {
      case "view":
        put("world", () => ({ kind: "world", world: world.view() }));
        break;
      case "lab":
        for (const change of board?.hear(happening.event) ?? []) {
          const id = change.kind === "lab-build" ? change.build.id : `${change.buildId} ${change.execution.id}`;
          put(`${change.kind} ${id}`, () => change);
        }
        note(describeLabEvent(happening.event));
        break;
      case "told": {
        const { actor, text, tone } = happening;
        note({ atMs: now(), actor, kind: "world", text, tone });
        break;
      }
      case "log":
        note(describeLogLine(happening.line, now()));
        break;
    }
  });
}
