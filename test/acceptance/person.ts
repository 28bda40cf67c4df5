import type { ModalValues, SlackSimulator, SlackView } from "@perfecto-bot/simulators/slack";
import { vi } from "vitest";
import { drawScreen } from "./draw-screen.ts";
import { objectsIn, textOf } from "./json-parts.ts";
import { keyOf } from "./read-messages.ts";

const PATIENCE = { timeout: 10_000, interval: 20 };

/** What the bot answered, as it stood when it came. */
export interface Answer {
  /** What a person reads, see {@link drawScreen}. */
  readonly screen: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  /** Whether everybody in the conversation sees it. */
  readonly shared: boolean;
  readonly blocks: readonly unknown[];
}

/** Somebody in the simulated Slack who types, reads and presses, one thing after another. */
export interface Person {
  /** Types a slash command and waits for the answer. */
  readonly ask: (words: string, channel?: string) => Promise<Answer>;
  /** Mentions the bot in a channel, maybe in a thread, and waits for the answer. */
  readonly mention: (words: string, channel?: string, threadTs?: string) => Promise<Answer>;
  /** Writes to the bot alone and waits for the answer. */
  readonly write: (words: string) => Promise<Answer>;
  /** Presses a button by its label, the first unless told which, and waits for the answer. */
  readonly press: (seen: Seen, label: string, nth?: number) => Promise<Answer>;
  /** Presses a button and waits for nothing but Slack. */
  readonly click: (seen: Seen, label: string) => Promise<unknown>;
  /** Presses a button that opens a form, and waits for the form. */
  readonly open: (seen: Seen, label: string, nth?: number) => Promise<SlackView>;
  /** Types a slash command that opens a form, and waits for the form. */
  readonly askForForm: (words: string, channel?: string) => Promise<SlackView>;
  /** Types into a menu of the form on top that finds names; what it offers then. */
  readonly lookUp: (input: string, typed: string) => Promise<readonly string[]>;
  /** Fills in and submits the form on top; the field errors that it shows then. */
  readonly submit: (values: ModalValues) => Promise<Readonly<Record<string, string>>>;
  /** What was answered so far, oldest first. */
  readonly answers: readonly Answer[];
  /** Waits for the next answer that something gives. */
  readonly after: (doing: () => Promise<unknown>) => Promise<Answer>;
}

/** A message with buttons. */
export type Seen = Pick<Answer, "channel" | "ts" | "blocks">;

/** Makes a person of the simulated workspace. Their home channel is `mobile-qa` unless given. */
export function person(slack: SlackSimulator, user = "quinn", home = "mobile-qa"): Person {
  const answers: Answer[] = [];
  slack.on("ephemeral", ({ userId, channelId, ts, threadTs, blocks, deleted }) => {
    if (deleted || userId !== idOf(slack, user)) return;
    answers.push({ channel: channelId, ts, threadTs, shared: false, blocks, screen: drawScreen(blocks) });
  });
  slack.on("message", (message) => {
    if (message.botId === undefined || keyOf(message) !== undefined) return;
    const { channelId, ts, threadTs, blocks } = message;
    answers.push({ channel: channelId, ts, threadTs, shared: true, blocks, screen: drawScreen(blocks) });
  });
  const after = async (doing: () => Promise<unknown>): Promise<Answer> => {
    const before = answers.length;
    await doing();
    return vi.waitFor(() => there(answers[before], "no answer came"), PATIENCE);
  };
  const form = async (doing: () => Promise<unknown>): Promise<SlackView> => {
    await doing();
    return vi.waitFor(() => there(slack.openModal(user), "no form opened"), PATIENCE);
  };
  const click = ({ channel, ts, blocks }: Seen, label: string, nth = 0) =>
    slack.click({ user, channel, messageTs: ts, actionId: actionId(blocks, label, nth) });
  const command = (text: string, channel: string) => slack.command({ user, channel, command: "/perfecto", text });
  return {
    answers,
    after,
    ask: (words, channel = home) => after(() => command(words, channel)),
    mention: (text, channel = home, threadTs) =>
      after(() => slack.mention({ user, channel, text, ...(threadTs === undefined ? {} : { threadTs }) })),
    write: (text) => after(() => slack.say({ user, text })),
    click,
    press: (seen, label, nth) => after(() => click(seen, label, nth)),
    open: (seen, label, nth) => form(() => click(seen, label, nth)),
    askForForm: (words, channel = home) => form(() => command(words, channel)),
    lookUp: async (blockId, value) => {
      const { options } = await slack.options({ user, in: "modal", blockId, value });
      return options.map((option) => textOf(option["text"]));
    },
    submit: async (values) => (await slack.submitModal({ user, values })).errors,
  };
}

function there<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise);
  return value;
}

function idOf(slack: SlackSimulator, user: string): string | undefined {
  return [...slack.workspace().users.values()].find(({ name }) => name === user)?.id;
}

function actionId(blocks: readonly unknown[], label: string, nth: number): string {
  const buttons = objectsIn(blocks).flatMap((block) => objectsIn(block["elements"]));
  const found = buttons.filter((button) => button["type"] === "button" && textOf(button["text"]) === label)[nth];
  if (found === undefined) throw new Error(`There is no button ${label} in:\n${drawScreen(blocks)}`);
  return String(found["action_id"]);
}
