import type { PlaygroundState } from "../../wire/playground-state.ts";
import { countExecutions } from "../lab/count-executions.ts";

/**
 * What a screen reader says unasked when the playground goes from one state to the next: the end of a build and what
 * became of service and Redis. Little, because a lab is never quiet.
 */
export function newsOf(before: PlaygroundState, after: PlaygroundState): string {
  const news: string[] = [];
  if (before.world.service !== after.world.service) news.push(`The bot is ${after.world.service}.`);
  if (before.world.redis !== after.world.redis) news.push(`Redis is ${after.world.redis}.`);
  if (before.lab !== after.lab) {
    const running = new Set(before.lab.builds.filter(({ complete }) => !complete).map(({ id }) => id));
    for (const build of after.lab.builds) {
      if (!build.complete || !running.has(build.id)) continue;
      const { FAILED } = countExecutions(build);
      news.push(`${build.id} is complete, ${FAILED === 0 ? "nothing failed" : `${FAILED} failed`}.`);
    }
  }
  return news.join(" ");
}
