import { QUESTION_VERBS } from "../question/question-verbs.ts";
import type { VerbName } from "./chat-command.ts";
import type { Verb } from "./verb.ts";
import { help } from "./verbs/help.ts";
import { mute } from "./verbs/mute.ts";
import { status } from "./verbs/status.ts";
import { subscribe } from "./verbs/subscribe.ts";
import { subscriptions } from "./verbs/subscriptions.ts";
import { unmute } from "./verbs/unmute.ts";
import { unsubscribe } from "./verbs/unsubscribe.ts";
import { why } from "./verbs/why.ts";

/** Every verb, in the order `help` lists them. */
export const VERBS: { readonly [Name in VerbName]: Verb<Name> } = {
  subscribe,
  ...QUESTION_VERBS,
  subscriptions,
  unsubscribe,
  mute,
  unmute,
  why,
  status,
  help,
};
