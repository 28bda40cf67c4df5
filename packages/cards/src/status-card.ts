import { formatDuration } from "@perfecto-bot/domain";
import type { Block, Card, Line } from "./card.ts";
import { bold, plainBlock, plainLine, text, time } from "./line.ts";
import { counted } from "./phrases.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/** Stored values of one kind that are left alone: a newer version of the bot wrote them, or nobody can read them. */
export interface LeftAlone {
  readonly what: "subscription" | "mute";
  readonly why: "newer-version" | "unreadable";
  readonly count: number;
}

/** What the bot knows of its own health, as one conversation may see it. */
export interface BotStatus {
  /** What is wrong with the bot's memory, without a full stop; absent where nothing is. */
  readonly storeTrouble?: string;
  readonly labs: readonly {
    readonly lab: string;
    readonly lastSuccessMs?: number;
    readonly trouble?: { readonly message: string; readonly sinceMs: number };
  }[];
  readonly nowMs: number;
  readonly openBuilds: number;
  /** Messages of this conversation that wait to be posted or edited. */
  readonly waitingHere: number;
  /** Jobs that should be worked on by now and are not, by queue; absent where the queues cannot be asked. */
  readonly queues?: Readonly<Record<string, number>>;
  readonly subscriptions: {
    readonly active: number;
    readonly paused: readonly { readonly job: string; readonly detail: string }[];
  };
  /** Messages of this conversation that could not be posted, newest first. */
  readonly deadLetters: readonly DeadLetter[];
  /** What concerns this conversation and the bot itself fails on, again and again; `againAtMs`: when it is tried next. */
  readonly setAside: readonly { readonly what: string; readonly detail: string; readonly againAtMs: number }[];
  /** What of this conversation this version of the bot cannot read. */
  readonly leftAlone: readonly LeftAlone[];
}

/** A message that could not be posted, or could not be brought up to date. */
export interface DeadLetter {
  readonly what: string;
  readonly detail: string;
  readonly atMs: number;
  /** The chat refused it in every form: it takes a person to find out why. */
  readonly needsPerson: boolean;
}

/** Is the bot itself well: last poll, queue, and what is wrong with this conversation's subscriptions. */
export function statusCard(status: BotStatus): Card {
  const troubled = status.labs.filter((lab) => lab.trouble !== undefined);
  const needing = status.deadLetters.filter(({ needsPerson }) => needsPerson);
  const troubles = [troubled, status.subscriptions.paused, status.setAside, needing, status.leftAlone];
  const ill = status.storeTrouble !== undefined || troubles.some((some) => some.length > 0);
  const title: Line = [text(headline(status, troubled.length))];
  const lists = [
    ...list(
      "Paused here",
      status.subscriptions.paused.map(({ job, detail }): Line => [bold(job), text(`: ${detail}`)]),
    ),
    ...list(
      "Set aside, because the bot fails on it",
      status.setAside.map(({ what, detail, againAtMs }): Line => [
        bold(what),
        text(`: ${detail}. Tried again `),
        time(againAtMs),
        text("."),
      ]),
    ),
    ...list(
      "Left alone here",
      status.leftAlone.map((one): Line => [text(leftAloneSentence(one))]),
    ),
    ...list("Refused by the chat; somebody has to look", needing.map(letterLine)),
    ...list("Could not be posted here", status.deadLetters.filter(({ needsPerson }) => !needsPerson).map(letterLine)),
  ];
  const lines = [
    ...(status.storeTrouble === undefined
      ? []
      : [[text("Nothing is posted until that is over; then it resumes by itself.")]]),
    ...status.labs.map((lab) => labLine(lab, status.nowMs)),
  ];
  const body: Block[] = [
    ...lines.map((line): Block => ({ kind: "text", line, weight: "core" })),
    {
      kind: "facts",
      facts: [
        {
          label: "Subscriptions here",
          value: [text(subscriptionWords(status.subscriptions))],
        },
        { label: "Builds in flight", value: [text(amount(status.openBuilds))] },
        { label: "Messages that wait here", value: [text(amount(status.waitingHere))] },
        ...(status.queues === undefined
          ? []
          : [{ label: "Work that waits", value: [text(queueWords(status.queues))] }]),
      ],
      weight: "core",
    },
    ...lists,
  ];
  return {
    kind: "status",
    status: ill ? "warning" : "info",
    title,
    body,
    buttons: [],
    fallback: [
      `${STATUS_MARKS[ill ? "warning" : "info"].sign} ${plainLine(title)}`,
      ...lines.map(plainLine),
      ...lists.flatMap((block) => [`${block.title}:`, ...plainBlock(block)]),
    ].join("\n"),
  };
}

function headline(status: BotStatus, troubled: number): string {
  const { storeTrouble, labs, subscriptions, deadLetters, setAside, leftAlone } = status;
  if (storeTrouble !== undefined) return storeTrouble;
  if (troubled > 0)
    return labs.length === 1 ? "The lab cannot be polled" : `${troubled} of ${labs.length} labs cannot be polled`;
  if (subscriptions.paused.length > 0) return `${counted(subscriptions.paused.length, "subscription")} here paused`;
  if (setAside.length > 0) return `The bot fails on ${counted(setAside.length, "thing")} here; everything else goes on`;
  if (leftAlone.length > 0) return "Something here cannot be read and is left alone";
  const needing = deadLetters.filter(({ needsPerson }) => needsPerson).length;
  if (needing > 0) return `${counted(needing, "message")} refused by the chat: somebody has to look`;
  return deadLetters.length === 0 ? "All is well" : "All is well now; some messages could not be posted here";
}

function letterLine({ what, detail, atMs }: DeadLetter): Line {
  return [time(atMs), text(` ${what}: ${detail}`)];
}

function labLine({ lab, lastSuccessMs, trouble }: BotStatus["labs"][number], nowMs: number): Line {
  if (trouble !== undefined)
    return [
      bold(lab),
      text(": "),
      text(trouble.message),
      text(" Since "),
      time(trouble.sinceMs),
      text(". Posting resumes by itself once the lab answers."),
    ];
  if (lastSuccessMs === undefined)
    return [bold(lab), text(": not polled yet; polling begins with the first subscription.")];
  return [bold(lab), text(`: last answer ${formatDuration(Math.max(0, nowMs - lastSuccessMs))} ago.`)];
}

function leftAloneSentence({ what, why, count }: LeftAlone): string {
  const [are, served] = count === 1 ? ["was", "it is"] : ["were", "they are"];
  return why === "newer-version"
    ? `${counted(count, what)} here ${are} written by a newer version of the bot: ${served} not served until the bot is upgraded.`
    : `${counted(count, what)} here cannot be read: ${served} not served. The operator's log says where to look.`;
}

function subscriptionWords({ active, paused }: BotStatus["subscriptions"]): string {
  return paused.length === 0 ? amount(active, " active") : `${active} active, ${paused.length} paused`;
}

function amount(count: number, words = ""): string {
  return count === 0 ? "none" : `${count}${words}`;
}

function queueWords(queues: Readonly<Record<string, number>>): string {
  const waiting = Object.entries(queues).filter(([, count]) => count > 0);
  return waiting.length === 0 ? "none" : waiting.map(([name, count]) => `${count} in ${name}`).join(", ");
}

function list(title: string, rows: readonly Line[]): readonly Extract<Block, { kind: "list" }>[] {
  return rows.length === 0 ? [] : [{ kind: "list", title, rows, weight: "detail" }];
}
