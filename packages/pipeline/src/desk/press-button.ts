import { buildLabel, globOf, parseBuildKey, testLabel, type Filter } from "@perfecto-bot/domain";
import type { ButtonAction } from "@perfecto-bot/cards";
import type { Asker, OnProgress, Reply } from "../ports/desk.ts";
import { pressAnswer } from "./ask/press-answer.ts";
import {
  pauseSubscription,
  removeSubscription,
  restoreSubscription,
  resumeSubscription,
} from "./change-subscription.ts";
import type { DeskParts } from "./desk-parts.ts";
import { explainBuild } from "./explain.ts";
import { showHelp } from "./show-help.ts";
import { startMute, unmute } from "./mute.ts";
import { ownSubscription } from "./own-subscription.ts";
import { refusal } from "./replies.ts";
import { openSubscribeForm } from "./subscribe.ts";

const BUTTON_MUTE_MS = 2 * 60 * 60_000;
const TEST_MUTE_MS = 24 * 60 * 60_000;

/** Does what a button asks for, as if it were asked for the first time: ids of other conversations lead nowhere. */
export async function pressButton(
  parts: DeskParts,
  asker: Asker,
  action: ButtonAction,
  subject: string,
  onProgress?: OnProgress,
): Promise<Reply> {
  switch (action) {
    case "subscription-add":
      return openSubscribeForm(parts);
    case "subscription-edit": {
      const own = await ownSubscription(parts, asker.conversation, subject);
      return own === undefined ? refusal("This subscription no longer exists") : openSubscribeForm(parts, own);
    }
    case "subscription-pause":
      return pauseSubscription(parts, asker, subject);
    case "subscription-resume":
      return resumeSubscription(parts, asker, subject);
    case "subscription-remove":
      return removeSubscription(parts, asker, subject);
    case "subscription-restore":
      return restoreSubscription(parts, asker, subject);
    case "mute-test":
      return muteTest(parts, asker, subject);
    case "mute-build":
      return muteJob(parts, asker, subject);
    case "mute-end":
      return unmute(parts, asker, { verb: "unmute", target: subject });
    case "why-build":
      return explainBuild(parts, asker, { key: subject });
    case "help":
      return showHelp(parts, asker, { verb: "help", bare: false });
    case "answer-more":
    case "answer-first":
    case "answer-share":
    case "answer-subscribe":
      return pressAnswer(parts, asker, action, subject, onProgress);
  }
}

async function muteTest(parts: DeskParts, asker: Asker, executionId: string): Promise<Reply> {
  for (const lab of parts.labs.keys()) {
    const key = await parts.pictures.buildOfExecution(lab, executionId);
    const execution =
      key === undefined ? undefined : (await parts.pictures.load(key))?.executions.get(executionId)?.execution;
    if (execution === undefined) continue;
    const job: Filter =
      execution.job === undefined ? [] : [{ key: "job", negated: false, values: [globOf(execution.job.name)] }];
    return startMute(
      parts,
      asker,
      [...job, { key: "test", negated: false, values: [globOf(testLabel(execution))] }],
      TEST_MUTE_MS,
    );
  }
  return refusal("I no longer know this test");
}

async function muteJob(parts: DeskParts, asker: Asker, key: string): Promise<Reply> {
  const ref = parseBuildKey(key);
  if (ref?.job === undefined)
    return refusal(ref === undefined ? "I no longer know this build" : `${buildLabel(ref)} has no job to mute`);
  const filter: Filter = [{ key: "job", negated: false, values: [globOf(ref.job)] }];
  return startMute(parts, asker, filter, BUTTON_MUTE_MS);
}
