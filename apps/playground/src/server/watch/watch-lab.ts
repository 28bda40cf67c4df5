import type { LabSimulator } from "@perfecto-bot/simulators/lab";
import { describeLabRequest } from "../timeline/describe-lab-request.ts";
import type { World } from "../../world/world.ts";
import type { LabBoard } from "../views/lab-board.ts";
import type { Ears } from "./ears.ts";

/** Says what the simulated lab is asked. @returns a function that stops it */
export function watchLab(
  lab: Pick<LabSimulator, "requests" | "find">,
  board: LabBoard,
  { view }: Pick<World, "view">,
  { note }: Ears,
): () => void {
  const known = {
    shownOf: board.shownOf,
    nameOf: (id: string) => lab.find(id)?.resource.name,
    refusesToken: () => view().breakages.tokenExpired,
  };
  return lab.requests.on((request) => note(describeLabRequest(request, known)));
}
