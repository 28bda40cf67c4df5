import type { ChannelTrouble } from "@perfecto-bot/pipeline/memory";
import type { Command, Conversation, Execution, ExecutionStatus, JobRun } from "@perfecto-bot/domain";
import type { LabErrorKind } from "@perfecto-bot/pipeline";
import { seededRandom, type SeededRandom } from "../truth/generate/seeded-random.ts";

/** When every history begins, epoch ms. */
export const BEGIN_MS = Date.UTC(2026, 10, 20, 9);
/** The lab and the job that all histories are about. */
export const LAB = "acme";
export const JOB = "Nightly";
/** Where people want to hear of it: all the time, and now and then. */
export const STEADY: Conversation = { channel: "slack", workspace: "T1", id: "C1" };
export const FICKLE: Conversation = { channel: "slack", workspace: "T1", id: "C2" };

/** Something that happens in the world, whatever the bot does. */
export type Happening = { readonly atMs: number } & (
  | {
      readonly kind: "lab-shows";
      readonly execution: Execution;
      readonly settlesAtMs: number;
      readonly commands: readonly Command[];
    }
  | { readonly kind: "lab-fails"; readonly error: LabErrorKind; readonly requests: number }
  | {
      readonly kind: "chat-fails";
      readonly call: "post" | "edit";
      readonly trouble: ChannelTrouble<"post" | "edit">;
      readonly calls: number;
    }
  | { readonly kind: "archived" | "unarchived"; readonly conversation: Conversation }
  | { readonly kind: "said"; readonly conversation: Conversation; readonly words: string }
  | {
      readonly kind: "pressed";
      readonly conversation: Conversation;
      readonly action: "subscription-pause" | "subscription-resume" | "subscription-restore";
    }
);

/** What happens from the beginning to the end, in order. */
export interface History {
  readonly happenings: readonly Happening[];
  readonly endMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TESTS = ["Login works", "Pay with card", "Search finds", "Cart keeps", "Logout"];
const MODELS = ["iPhone 15", "Galaxy S23"];

/** A history of one or two builds, whose results come in every way they can, and of people and chats around them. */
export function makeHistory(seed: string): History {
  const random = seededRandom(seed);
  const builds = random.between(1, 2);
  const happenings: Happening[] = [
    { atMs: BEGIN_MS, kind: "said", conversation: STEADY, words: `subscribe ${JOB} ${optionsOf(random)}` },
  ];
  // What is new in a build is told from those before it on its branch, as they were when it was planned.
  const areOneLine = random.chance(0.3);
  let startMs = BEGIN_MS + MINUTE;
  for (let number = 45; number < 45 + builds; number += 1) {
    happenings.push(
      ...buildOf(random, { name: JOB, number, branch: areOneLine ? "main" : `branch-${number}` }, startMs),
    );
    startMs += (areOneLine ? random.between(60, 90) : random.between(2, 12)) * MINUTE;
  }
  const lastMs = Math.max(...happenings.map(({ atMs }) => atMs));
  happenings.push(...peopleOf(random, lastMs), ...troublesOf(random, lastMs));
  return {
    happenings: happenings.toSorted((one, other) => one.atMs - other.atMs),
    endMs: Math.max(...happenings.map(({ atMs }) => atMs)),
  };
}

function optionsOf(random: SeededRandom): string {
  const options = [
    random.pick(["", "on:failures", "on:changes"]),
    random.pick(["", "post:test"]),
    random.pick(["", "thread:off", "thread:broadcast"]),
    random.pick(["", "mention:@here"]),
  ];
  return options.filter((option) => option !== "").join(" ");
}

/** Each test runs, ends, and may be run again, get another verdict, or show late. */
function buildOf(
  random: SeededRandom,
  job: JobRun & { readonly number: number },
  startMs: number,
): readonly Happening[] {
  return random.some(TESTS, random.between(1, TESTS.length)).flatMap((name, index) => {
    const platform = random.pick(MODELS);
    const told: Happening[] = [];
    let startedAtMs = startMs + random.between(0, 90) * SECOND;
    for (let attempt = 1; attempt <= (random.chance(0.25) ? 2 : 1); attempt += 1) {
      const endedAtMs = startedAtMs + random.between(10, 150) * SECOND;
      const status = random.pick<ExecutionStatus>(["PASSED", "PASSED", "FAILED", "FAILED", "BLOCKED"]);
      const { endedAtMs: _, ...running } = executionOf({
        id: `${job.number}-${index}-${attempt}`,
        name,
        job,
        platform,
        startedAtMs,
        endedAtMs,
        status,
      });
      const settlesAtMs = endedAtMs + (random.chance(0.4) ? random.between(5, 240) * SECOND : 0);
      const commands = [
        { name: random.pick(["tap", "find"]), status: "FAILURE", message: `${name} broke`, screenshots: [] },
      ] as const;
      const ended: Execution = { ...running, status, endedAtMs };
      const shows = { kind: "lab-shows", settlesAtMs, commands: status === "PASSED" ? [] : commands } as const;
      if (random.chance(0.5))
        told.push({ ...shows, atMs: startedAtMs + 5 * SECOND, execution: { ...running, status: "UNKNOWN" } });
      const lateMs = random.chance(0.1) ? random.between(4, 12) * MINUTE : random.between(0, 10) * SECOND;
      told.push({ ...shows, atMs: endedAtMs + lateMs, execution: ended });
      if (random.chance(0.1)) {
        const other: Execution = { ...ended, status: status === "FAILED" ? "PASSED" : "FAILED" };
        told.push({ ...shows, commands, atMs: endedAtMs + lateMs + random.between(1, 10) * MINUTE, execution: other });
      }
      startedAtMs = endedAtMs + random.between(5, 100) * SECOND;
    }
    return told;
  });
}

function executionOf(told: {
  readonly id: string;
  readonly name: string;
  readonly job: JobRun;
  readonly platform: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly status: ExecutionStatus;
}): Execution {
  const { platform, ...own } = told;
  return {
    ...own,
    lab: LAB,
    externalId: `session-${own.id}`,
    tags: [],
    platforms: [{ kind: "device", maker: "any", model: platform, os: "any", osVersion: "1" }],
    videos: [],
    artifacts: [],
  };
}

/** People of the fickle conversation come and go; those of the steady one mute for a while. */
function peopleOf(random: SeededRandom, lastMs: number): readonly Happening[] {
  const moment = (): number => BEGIN_MS + random.between(0, lastMs - BEGIN_MS + 5 * MINUTE);
  const [first = 0, second = 0, third = 0] = [moment(), moment(), moment()].toSorted((one, other) => one - other);
  const leaves = random.chance(0.5);
  const fickle: readonly Happening[] = random.chance(0.7)
    ? [
        { atMs: first, kind: "said", conversation: FICKLE, words: `subscribe ${JOB} ${optionsOf(random)}` },
        leaves
          ? { atMs: second, kind: "said", conversation: FICKLE, words: `unsubscribe ${JOB}` }
          : { atMs: second, kind: "pressed", conversation: FICKLE, action: "subscription-pause" },
        ...(random.chance(0.4)
          ? [
              {
                atMs: third,
                kind: "pressed",
                conversation: FICKLE,
                action: leaves ? "subscription-restore" : "subscription-resume",
              } as const,
            ]
          : []),
      ]
    : [];
  const mutes: readonly Happening[] = random.chance(0.3)
    ? [
        {
          atMs: moment(),
          kind: "said",
          conversation: STEADY,
          words: random.pick(["mute * 5m", "mute test:Pay* 10m", `mute ${JOB} 3m`]),
        },
      ]
    : [];
  return [...fickle, ...mutes];
}

function troublesOf(random: SeededRandom, lastMs: number): readonly Happening[] {
  const moment = (): number => BEGIN_MS + MINUTE + random.between(0, lastMs - BEGIN_MS);
  const trouble = (): Happening => {
    const atMs = moment();
    const call = random.pick(["post", "edit"] as const);
    const scope = `${call}:T1`;
    const chat = random.pick<ChannelTrouble<"post" | "edit">>([
      { kind: "lost-answer" },
      { kind: "lost-request" },
      { kind: "answer", outcome: { kind: "unreachable", detail: "503" } },
      { kind: "answer", outcome: { kind: "rate-limited", retryAfterMs: 20_000, scope, detail: "429" } },
    ]);
    if (random.chance(0.4))
      return {
        atMs,
        kind: "lab-fails",
        error: random.pick(["unreachable", "rate-limited", "not-json"]),
        requests: random.between(1, 8),
      };
    return { atMs, kind: "chat-fails", call, trouble: chat, calls: random.between(1, 4) };
  };
  const archivedAtMs = moment();
  const archive: readonly Happening[] = random.chance(0.2)
    ? [
        { atMs: archivedAtMs, kind: "archived", conversation: FICKLE },
        { atMs: archivedAtMs + random.between(1, 8) * MINUTE, kind: "unarchived", conversation: FICKLE },
      ]
    : [];
  return [...Array.from({ length: random.between(0, 3) }, trouble), ...archive];
}
