import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";

/** What became of an action. What it changed comes as events; only what the asker alone needs is here. */
export type ActionAnswer =
  | {
      readonly ok: true;
      /** `slack-suggest`: the options. */
      readonly options?: readonly JsonObject[];
      /** `slack-why`: the bot's answer. */
      readonly slack?: { readonly text: string; readonly blocks: readonly JsonValue[] };
      /** `teams-why`: the bot's answer. */
      readonly teams?: { readonly text: string; readonly card?: JsonObject };
    }
  /** One sentence: what failed, and what to do. */
  | { readonly ok: false; readonly message: string };
