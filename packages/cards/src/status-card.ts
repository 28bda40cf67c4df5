import { formatDuration } from "@perfecto-bot/domain";
import type { Block, Card, Line } from "./card.ts";
import { bold, plainBlock, plainLine, text, time } from "./line.ts";
import { counted } from "./phrases.ts";
import { STATUS_MARKS } from "./status-mark.ts";

/** What the bot knows of its own health, as one conversation may see it. */
export interface BotStatus {
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
  readonly deadLetters: readonly { readonly what: string; readonly detail: string; readonly atMs: number }[];
  /** What concerns this conversation and the bot itself fails on, again and again; `againAtMs`: when it is tried next. */
  readonly setAside: readonly { readonly what: string; readonly detail: string; readonly againAtMs: number }[];
}

/** Is the bot itself well: last poll, queue, and what is wrong with this conversation's subscriptions. */
export function statusCard(status: BotStatus): Card {
  const troubled = status.labs.filter((lab) => lab.trouble !== undefined);
  const ill = troubled.length > 0 || status.subscriptions.paused.length > 0 || status.setAside.length > 0;
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
      "Could not be posted here",
      status.deadLetters.map(({ what, detail, atMs }): Line => [time(atMs), text(` ${what}: ${detail}`)]),
    ),
  ];
  const body: Block[] = [
    ...status.labs.map((lab): Block => ({ kind: "text", line: labLine(lab, status.nowMs), weight: "core" })),
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
      ...status.labs.map((lab) => plainLine(labLine(lab, status.nowMs))),
      ...lists.flatMap((block) => [`${block.title}:`, ...plainBlock(block)]),
    ].join("\n"),
  };
}

function headline({ labs, subscriptions, deadLetters, setAside }: BotStatus, troubled: number): string {
  if (troubled > 0)
    return labs.length === 1 ? "The lab cannot be polled" : `${troubled} of ${labs.length} labs cannot be polled`;
  if (subscriptions.paused.length > 0) return `${counted(subscriptions.paused.length, "subscription")} here paused`;
  if (setAside.length > 0) return `The bot fails on ${counted(setAside.length, "thing")} here; everything else goes on`;
  return deadLetters.length === 0 ? "All is well" : "All is well now; some messages could not be posted here";
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
