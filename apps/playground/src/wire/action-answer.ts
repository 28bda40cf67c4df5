import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";

/** What became of an action. What it changed comes as events; only what the asker alone needs is here. */
export type ActionAnswer =
  | {
      readonly ok: true;
      /** `slack-suggest`: the options. */
      readonly options?: readonly JsonObject[];
      /** `teams-search`: the choices. */
      readonly choices?: readonly { readonly title: string; readonly value: string }[];
      /** `slack-suggest` and `teams-search`: why there is nothing to choose, in one sentence for the menu itself. */
      readonly trouble?: string;
      /** `slack-why`: the bot's answer. */
      readonly slack?: { readonly text: string; readonly blocks: readonly JsonValue[] };
      /** `teams-why`: the bot's answer. */
      readonly teams?: { readonly text: string; readonly card?: JsonObject };
    }
  /** One sentence: what failed, and what to do. */
  | { readonly ok: false; readonly message: string };
