import { mistakesCard, subscriptionsCard } from "@perfecto-bot/cards";
import {
  isMutedAt,
  isQuestion,
  parseCommand,
  type AskContext,
  type ChatCommand,
  type Question,
} from "@perfecto-bot/domain";
import { createFetchSharing } from "../ask/share-fetches.ts";
import type { Asker, Desk, OnProgress, Reply } from "../ports/desk.ts";
import { ask } from "./ask/ask.ts";
import { unfurl } from "./ask/unfurl.ts";
import { unsubscribe } from "./change-subscription.ts";
import type { DeskParts } from "./desk-parts.ts";
import { explain } from "./explain.ts";
import { happened } from "./happened.ts";
import { createLookUp } from "./look-up/look-up.ts";
import { offerNames } from "./look-up/offer-names.ts";
import { mute, unmute } from "./mute.ts";
import { subscriptionsHere } from "./own-subscription.ts";
import { pressButton } from "./press-button.ts";
import { readablePictures } from "./readable-pictures.ts";
import { privately } from "./replies.ts";
import { showHelp } from "./show-help.ts";
import { showStatus } from "./show-status.ts";
import { openSubscribeForm, submitSubscription, subscribe } from "./subscribe.ts";
import { tellTrouble, tellTroubleInForm } from "./tell-trouble.ts";
import { watchChanges, type ChangeOutcome } from "./watch-changes.ts";

/** Everything people can do to the bot, the same in every channel. */
export function createDesk(given: DeskParts): Desk {
  const share = given.share ?? createFetchSharing();
  const parts: DeskParts = { ...given, pictures: readablePictures(given.pictures), share };
  const lookUp = createLookUp(parts);
  const guarded = async (
    doing: string,
    answer: (own: DeskParts) => Promise<Reply>,
    tell: (error: unknown, outcome: ChangeOutcome) => Reply,
  ): Promise<Reply> => {
    const changes = watchChanges(parts);
    try {
      return await answer(changes.parts);
    } catch (error) {
      parts.onError(error, doing);
      return tell(error, changes.outcome());
    }
  };
  return {
    say: (asker, words, onProgress) =>
      guarded(
        "a command",
        (own) => say(own, asker, words, onProgress),
        (error, outcome) => tellTrouble(error, outcome, asker),
      ),
    press: (asker, action, subject, onProgress) =>
      guarded(
        `the button ${action}`,
        (own) => pressButton(own, asker, action, subject, onProgress),
        (error, outcome) => tellTrouble(error, outcome, asker),
      ),
    unfurl: async (_asker, url) => {
      try {
        return await unfurl(parts, url);
      } catch (error) {
        parts.onError(error, "a link");
        return undefined;
      }
    },
    submit: (asker, _form, subject, values) =>
      guarded(
        "a form",
        (own) => submitSubscription(own, asker, subject, values),
        (error, outcome) => tellTroubleInForm(error, outcome, asker),
      ),
    lookUp: async (_asker, of, typed) => {
      try {
        return await lookUp(of, typed);
      } catch (error) {
        parts.onError(error, "a lookup");
        return offerNames(of, [], typed);
      }
    },
    happened: async (event) => {
      try {
        await happened(parts, event);
      } catch (error) {
        parts.onError(error, `the event ${event.kind}`);
      }
    },
  };
}

async function say(parts: DeskParts, asker: Asker, words: string, onProgress: OnProgress | undefined): Promise<Reply> {
  const context: AskContext = { nowMs: parts.now(), timeZone: asker.timeZone ?? "UTC" };
  const parsed = parseCommand(words, context);
  if (parsed.kind === "mistaken") return privately(mistakesCard(words, parsed.mistakes, asker.prefix, parsed.verb));
  const { command } = parsed;
  return isQuestion(command) ? ask(parts, asker, command, context, onProgress) : obey(parts, asker, command);
}

async function obey(parts: DeskParts, asker: Asker, command: Exclude<ChatCommand, Question>): Promise<Reply> {
  switch (command.verb) {
    case "help":
      return showHelp(parts, asker, command);
    case "subscribe":
      return command.form ? openSubscribeForm(parts) : subscribe(parts, asker, command);
    case "unsubscribe":
      return unsubscribe(parts, asker, command);
    case "subscriptions":
      return listSubscriptions(parts, asker);
    case "mute":
      return mute(parts, asker, command);
    case "unmute":
      return unmute(parts, asker, command);
    case "status":
      return showStatus(parts, asker);
    case "why":
      return explain(parts, asker, command);
  }
}

async function listSubscriptions(parts: DeskParts, asker: Asker): Promise<Reply> {
  const nowMs = parts.now();
  const [here, mutes] = await Promise.all([
    subscriptionsHere(parts, asker.conversation),
    parts.subscriptions.mutes(asker.conversation, nowMs),
  ]);
  const inForce = mutes.filter((one) => isMutedAt(one, nowMs));
  return privately(subscriptionsCard(here, inForce, asker.prefix));
}
