import { actionsIn, type ActionChoice, type ExecuteReceipt, type Inputs } from "@perfecto-bot/simulators/teams";
import type { TeamsMessage, TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { vi } from "vitest";
import { drawTeamsCard } from "./draw-teams-card.ts";
import { textOf } from "./json-parts.ts";

const PATIENCE = { timeout: 10_000, interval: 20 };

/** What came of a pressed button. */
export interface Pressed {
  /** What the presser alone sees: a sentence, or the card that stands in the place of the pressed one. */
  readonly seen: string;
  readonly receipt: ExecuteReceipt;
}

/** Somebody in the simulated Teams who types, reads and presses, one thing after another. */
export interface TeamsPerson {
  /** Mentions the bot in a channel, and waits for the answer in the thread. */
  readonly mention: (words: string, channel?: string) => Promise<TeamsMessage>;
  /** Writes to the bot alone, without a mention, and waits for the answer. */
  readonly write: (words: string) => Promise<TeamsMessage>;
  /** Presses a button of a message's card. */
  readonly press: (message: TeamsMessage, choice: ActionChoice, inputs?: Inputs) => Promise<Pressed>;
  /** Waits for the next message of the bot that something brings, anywhere. */
  readonly after: (doing: () => Promise<unknown>) => Promise<TeamsMessage>;
  /** The card of a message as this person sees it. */
  readonly read: (message: TeamsMessage) => string;
  /** What the buttons of a message carry with an action's name, in order. */
  readonly subjects: (message: TeamsMessage, action: string) => readonly string[];
}

/** Makes a person of the simulated organisation. Their home channel is `mobile-qa`. */
export function teamsPerson(teams: TeamsSimulator, user = "quinn"): TeamsPerson {
  const cardOf = (message: TeamsMessage) => message.cardFor(teams.user(user).id);
  const written: TeamsMessage[] = [];
  teams.on("message", (message) => void (message.isBots && written.push(message)));
  const after = async (doing: () => Promise<unknown>): Promise<TeamsMessage> => {
    const before = written.length;
    await doing();
    return vi.waitFor(() => {
      const [message] = written.slice(before);
      if (message === undefined) throw new Error("no answer came");
      return message;
    }, PATIENCE);
  };
  return {
    after,
    mention: (text, channel = "mobile-qa") => after(() => teams.say({ user, channel, mention: true, text })),
    write: (text) => after(() => teams.say({ user, text })),
    press: async (message, choice, inputs = {}) => {
      const receipt = await teams.execute({ user, message, ...choice, inputs });
      const { answer } = receipt;
      const seen = typeof answer?.value === "string" ? answer.value : drawTeamsCard(answer?.value);
      return { receipt, seen };
    },
    read: (message) => drawTeamsCard(cardOf(message)),
    subjects: (message, action) =>
      actionsIn(cardOf(message)).flatMap(({ type, data }) => {
        if (type !== "Action.Execute" || typeof data !== "object" || data === null || Array.isArray(data)) return [];
        return data["action"] === action ? [textOf(data["subject"])] : [];
      }),
  };
}
