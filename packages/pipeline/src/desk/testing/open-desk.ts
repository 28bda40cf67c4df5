import type { ButtonAction, Card, Run } from "@perfecto-bot/cards";
import type { BuildRef, Command, Conversation, Execution } from "@perfecto-bot/domain";
import { CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import { scriptedLab, type Script, type ScriptedLab } from "../../ask/testing/scripted-lab.ts";
import {
  createMemoryAnswerMemory,
  createMemoryLedger,
  createMemoryOnce,
  createMemoryHistoryStore,
  createMemoryPictureStore,
  createMemoryPollMemory,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "../../memory/index.ts";
import type { Asker, Desk, OnProgress, Reply } from "../../ports/desk.ts";
import { LabError, type Lab } from "../../ports/lab.ts";
import { createDesk } from "../create-desk.ts";
import type { DeskParts, ReportLink } from "../desk-parts.ts";

/** A lab of a desk in tests. */
export interface DeskLab {
  readonly executions: readonly Execution[];
  readonly commands?: Readonly<Record<string, readonly Command[]>>;
  readonly script?: Script;
}

/** A desk on memory and scripted labs, at nine. */
export interface OpenDesk {
  readonly desk: Desk;
  readonly parts: DeskParts;
  readonly labs: ReadonlyMap<string, ScriptedLab>;
  /** What went wrong while answering, as it was reported. */
  readonly errors: readonly unknown[];
  readonly clock: { nowMs: number };
  readonly say: (words: string, asker?: Partial<Asker>, onProgress?: OnProgress) => Promise<Reply>;
  /** Presses a button of a card by its label. */
  readonly press: (card: Card, label: string, asker?: Partial<Asker>) => Promise<Reply>;
  /** The same stores and labs behind a new desk, as after a restart. */
  readonly reopened: () => Desk;
}

/** Quinn, in a channel of Slack. */
export const QUINN: Asker = { conversation: CHANNEL, person: "U1", timeZone: "Europe/Berlin", prefix: "/perfecto" };
/** Another channel of the same workspace. */
export const ELSEWHERE: Conversation = { ...CHANNEL, id: "C2" };

/** Opens a desk with one lab named acme, or with several. */
export function openDesk(given: DeskLab | Readonly<Record<string, DeskLab>> = { executions: [] }): OpenDesk {
  const described = isOne(given) ? { acme: given } : given;
  const scripted = new Map(
    Object.entries(described).map(([id, { executions, script }]) => [
      id,
      scriptedLab(executions, { id, pageSize: 50, ...(script === undefined ? {} : { script }) }),
    ]),
  );
  const labs = new Map([...scripted].map(([id, one]) => [id, deskLab(one.lab, described[id])]));
  const clock = { nowMs: NINE };
  const errors: unknown[] = [];
  let ids = 0;
  const now = (): number => clock.nowMs;
  const schedule = createMemoryWorkSchedule();
  const parts: DeskParts = {
    labs,
    links: (lab) => labs.get(lab)?.links,
    channels: new Map(),
    subscriptions: createMemorySubscriptionStore(),
    pictures: createMemoryPictureStore(schedule, now),
    schedule,
    histories: createMemoryHistoryStore(),
    answers: createMemoryAnswerMemory(now),
    ledger: createMemoryLedger(now, schedule),
    memory: createMemoryPollMemory(),
    signals: {
      discover: async () => undefined,
      keepDiscovering: async () => undefined,
      track: async () => undefined,
      plan: async () => undefined,
      lane: async () => undefined,
    },
    once: createMemoryOnce(now),
    now,
    pause: async () => undefined,
    newId: () => `s${(ids += 1)}`,
    discoverEveryMs: 30_000,
    quietPeriodMs: 180_000,
    queueDepths: async () => ({}),
    readLink,
    onRest: () => undefined,
    onError: (error) => errors.push(error),
  };
  const desk = createDesk(parts);
  return {
    desk,
    parts,
    labs: scripted,
    errors,
    clock,
    say: (words, asker, onProgress) => desk.say({ ...QUINN, ...asker }, words, onProgress),
    press: (card, label, asker) => {
      const { action, subject } = buttonOf(card, label);
      return desk.press({ ...QUINN, ...asker }, action, subject);
    },
    reopened: () => createDesk(parts),
  };
}

/** The card of a reply. @throws {TypeError} where it is none. */
export function cardOf(reply: Reply): Card {
  if (reply.kind !== "card") throw new TypeError(`a ${reply.kind} is no card`);
  return reply.card;
}

/** Everything that a card says, with the links in brackets. */
export function textOf(card: Card): string {
  const runs = (line: readonly Run[]): string => line.map(runText).join("");
  const body = card.body.flatMap((block) => {
    if (block.kind === "text") return [runs(block.line)];
    if (block.kind === "list") return [block.title ?? "", ...block.rows.map(runs)];
    if (block.kind === "facts") return block.facts.map(({ label, value }) => `${label}: ${runs(value)}`);
    return block.kind === "code" ? [block.text] : [];
  });
  return [runs(card.title), ...body, ...card.buttons.map(({ label }) => `[${label}]`)].join("\n");
}

/** The labels of a card's buttons. */
export function labelsOf(card: Card): readonly string[] {
  return card.buttons.map(({ label }) => label);
}

/** An action button by its label. @throws {TypeError} where the card has none. */
export function buttonOf(card: Card, label: string): { readonly action: ButtonAction; readonly subject: string } {
  const found = card.buttons.find((button) => button.label === label);
  if (found?.kind !== "action") throw new TypeError(`no button ${label} among ${labelsOf(card).join(", ")}`);
  return found;
}

/** A lab that fails in this way, whatever it is asked. */
export function failing(...[kind, message = "no answer"]: [kind: LabError["kind"], message?: string]): Script {
  return () => {
    throw new LabError(kind, "acme", message);
  };
}

function runText(run: Run): string {
  switch (run.kind) {
    case "text":
      return run.text;
    case "link":
      return `${run.text} <${run.url}>`;
    case "mention":
      return `@${run.mention.id}`;
    case "time":
      return new Date(run.atMs).toISOString();
  }
}

function deskLab(lab: Lab, given: DeskLab | undefined): Lab {
  const base = `https://${lab.id}.example`;
  return {
    ...lab,
    links: {
      build: (ref) => `${base}/build/${shownBy(ref)}`,
      execution: (id) => `${base}/test/${id}`,
    },
    listExecutions: async (query, signal) => {
      const answer = await lab.listExecutions(query, signal);
      const { externalIds } = query;
      if (externalIds === undefined) return answer;
      return {
        ...answer,
        executions: answer.executions.filter(({ externalId = "" }) => externalIds.includes(externalId)),
      };
    },
    listCommands: async (id, signal) => {
      await given?.script?.({}, -1, signal);
      const commands = given?.commands?.[id];
      if (commands === undefined) throw new LabError("not-found", lab.id, `no execution ${id}`);
      return commands;
    },
  };
}

function shownBy(ref: BuildRef): string | number {
  switch (ref.kind) {
    case "job":
      return ref.number;
    case "run":
      return ref.startedAtMs;
    case "session":
      return ref.externalId;
  }
}

function readLink(url: string): ReportLink | undefined {
  const [, kind, id] = /^https:\/\/\w+\.example\/(test|session)\/([\w-]+)$/.exec(url) ?? [];
  if (id === undefined) return undefined;
  return kind === "test" ? { kind: "execution", id } : { kind: "session", externalId: id };
}

function isOne(given: DeskLab | Readonly<Record<string, DeskLab>>): given is DeskLab {
  return Array.isArray(given["executions"]);
}
