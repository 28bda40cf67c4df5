import type { OnProgress, Reply } from "@perfecto-bot/pipeline";
import { answer } from "./answer.ts";
import type { AnswerWay } from "./answer-way.ts";
import type { Intake } from "./intake.ts";
import { startProgress } from "./show-progress.ts";

/** Asks the desk, shows how far it is while it takes long, and gives the answer. */
export async function converse(
  way: AnswerWay,
  intake: Intake,
  ask: (onProgress: OnProgress) => Promise<Reply>,
): Promise<void> {
  const progress = startProgress(way, intake.now);
  const reply = await ask(progress.show);
  await answer(reply, way, intake, await progress.end());
}
