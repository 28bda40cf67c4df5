import { z } from "zod";

const name = z.string().min(1).max(300);
const text = z.string().min(1).max(12_000);
const entry = z.union([z.string().max(12_000), z.array(z.string().max(3_000)).max(100)]);
const inputs = z.record(z.string().max(300), z.string().max(12_000));
/** A message in a channel, or the topmost modal. */
const slackPlace = z.union([z.literal("modal"), z.object({ channelId: name, ts: name })]);
const teamsMessage = z.object({ placeId: name, messageId: name });
/** Which action of a card: its `id`, `verb` and `data` as the renderer gives them. */
const teamsChoice = { id: z.string().optional(), verb: z.string().optional(), data: z.json().optional() };

/** What a person does on the page. Users, channels and places are given by id. */
export const playgroundAction = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("start-build"),
    job: name,
    executions: z.int().min(1).max(500).optional(),
    failures: z.int().min(0).max(500).optional(),
    causes: z.int().min(1).max(7).optional(),
    blocked: z.int().min(0).max(500).optional(),
    flaky: z.int().min(0).max(100).optional(),
    platforms: z.int().min(1).max(12).optional(),
    kinds: z.array(z.enum(["phone", "tablet", "browser"])).optional(),
  }),
  /** One more result for the newest build that is complete. */
  z.object({ kind: z.literal("late-result") }),
  z.object({ kind: z.literal("set-speed"), speed: z.number().min(1).max(60) }),
  z.object({
    kind: z.literal("break"),
    what: z.enum(["labDown", "tokenExpired", "slowProcessing", "slackRateLimited", "answersLost"]),
    /** False mends it. */
    on: z.boolean(),
  }),
  z.object({ kind: z.literal("kill-service") }),
  z.object({ kind: z.literal("restart-redis") }),

  /** Somebody writes in Slack. `/perfecto …` is a slash command; `@perfecto …` mentions the bot. */
  z.object({
    kind: z.literal("slack-say"),
    userId: name,
    channelId: name,
    text,
    threadTs: name.optional(),
  }),
  z.object({
    kind: z.literal("slack-click"),
    userId: name,
    in: slackPlace,
    blockId: name,
    actionId: name,
    /** The value that was chosen, of anything but a button. */
    choose: entry.optional(),
  }),
  /** Values by action id; what is left out stays as it is shown. */
  z.object({ kind: z.literal("slack-submit-modal"), userId: name, values: z.record(z.string(), entry) }),
  z.object({ kind: z.literal("slack-close-modal"), userId: name }),
  /** Somebody types in a menu whose options come from the app. Answered with options. */
  z.object({
    kind: z.literal("slack-suggest"),
    userId: name,
    in: slackPlace,
    blockId: name,
    actionId: name,
    value: z.string().max(300),
  }),
  /** Asks the bot, as this person, why a message is there. Answered with the bot's own answer. */
  z.object({ kind: z.literal("slack-why"), userId: name, channelId: name, ts: name }),

  /** Somebody writes in Teams. `@Perfecto …` at the beginning mentions the bot. */
  z.object({
    kind: z.literal("teams-say"),
    userId: name,
    placeId: name,
    text,
    /** The root of the thread it is a reply in. */
    rootId: name.optional(),
  }),
  /** Somebody presses Action.Execute or Action.Submit in a card. */
  z.object({
    kind: z.literal("teams-press"),
    userId: name,
    message: teamsMessage,
    action: z.enum(["Action.Execute", "Action.Submit"]),
    ...teamsChoice,
    inputs,
  }),
  /** Somebody types in an input whose choices the bot searches for. Answered with choices. */
  z.object({
    kind: z.literal("teams-search"),
    userId: name,
    /** A message's card, or the dialog on the screen. */
    in: z.union([z.literal("dialog"), teamsMessage]),
    inputId: name,
    text: z.string().max(300),
  }),
  z.object({ kind: z.literal("teams-submit-dialog"), userId: name, ...teamsChoice, inputs }),
  z.object({ kind: z.literal("teams-close-dialog"), userId: name }),
  z.object({ kind: z.literal("teams-why"), userId: name, placeId: name, messageId: name }),
]);

/** What a person does on the page. */
export type PlaygroundAction = z.infer<typeof playgroundAction>;
