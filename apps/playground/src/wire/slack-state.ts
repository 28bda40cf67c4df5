import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";

/** A person who can be played. */
export interface SlackPersonView {
  readonly id: string;
  /** Such as `quinn`. */
  readonly name: string;
  readonly realName: string;
  readonly isBot: boolean;
}

/** A conversation of the simulated workspace. */
export interface SlackChannelView {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "im";
  /** User ids. */
  readonly members: readonly string[];
  readonly archived: boolean;
}

/** A file shown with a message. */
export interface SlackFileView {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  /** Where the playground serves its bytes. */
  readonly url: string;
}

/** A message as everybody sees it now. */
export interface SlackMessageView {
  readonly channelId: string;
  readonly ts: string;
  readonly userId: string;
  readonly fromBot: boolean;
  /** The `ts` of its thread's root; absent on a root. */
  readonly threadTs?: string;
  /** A reply that the channel shows as well. */
  readonly broadcast: boolean;
  readonly text: string;
  readonly blocks: readonly JsonValue[];
  readonly attachments: readonly JsonValue[];
  readonly files: readonly SlackFileView[];
  /** How many versions there are, the first included. */
  readonly versions: number;
  readonly deleted: boolean;
}

/** A message that one person alone sees. */
export interface SlackWhisperView {
  readonly channelId: string;
  readonly userId: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** `slack` for Slack's own notices. */
  readonly from: "app" | "slack";
  readonly text: string;
  readonly blocks: readonly JsonValue[];
  readonly deleted: boolean;
}

/** A modal on somebody's screen. */
export interface SlackModalView {
  readonly id: string;
  readonly userId: string;
  readonly definition: JsonObject;
  /** Changes whenever what is shown changes. */
  readonly hash: string;
  /** Field errors by block id; Slack's own general one under "". */
  readonly errors: Readonly<Record<string, string>>;
}

/** What the Slack part of the page shows. */
export interface SlackView {
  /** False where a real workspace is connected instead: nothing of it is shown. */
  readonly simulated: boolean;
  readonly workspace: string;
  readonly botUserId: string;
  readonly people: readonly SlackPersonView[];
  readonly userGroups: readonly { readonly id: string; readonly handle: string }[];
  readonly channels: readonly SlackChannelView[];
  /** The newest messages of all channels, in order of `ts`. */
  readonly messages: readonly SlackMessageView[];
  readonly whispers: readonly SlackWhisperView[];
  /** The topmost modal of each person who has one open. */
  readonly modals: readonly SlackModalView[];
}
