import type { LabSimulator } from "@perfecto-bot/simulators/lab";
import { expect } from "vitest";
import { anExecutionOf } from "./an-execution-of.ts";
import type { tellCi } from "./tell-ci.ts";

/** A message as people read it. */
export interface Seen {
  /** Its line in notifications, up to the first line break. */
  readonly first: string;
  /** Everything it says, its line in notifications included. */
  readonly text: string;
  /** Everything it said, version by version. */
  readonly versions: readonly string[];
}

/** A lab, a service and a chat, whichever it is. Everything about builds is posted to one channel. */
export interface Stage {
  readonly lab: LabSimulator;
  /** Reports as a CI job does. */
  readonly tell: (body: object) => ReturnType<typeof tellCi>;
  /** Subscribes to a job, with options. */
  readonly subscribe: (job: string, options?: string) => Promise<void>;
  /** Asks the bot something and tells what it answers. */
  readonly ask: (words: string) => Promise<string>;
  /** The build cards of a job, oldest first. */
  readonly cards: (job: string) => readonly Seen[];
  /** The messages about failed tests of a job, oldest first. */
  readonly failures: (job: string) => readonly Seen[];
  /** The messages that call somebody to a build of a job, oldest first. */
  readonly calls: (job: string) => readonly Seen[];
  /** The replies that tell how a build ended that ran again, oldest first. */
  readonly attempts: (job: string) => readonly Seen[];
  readonly end: () => Promise<void>;
}

export const PATIENCE = { timeout: 30_000, interval: 50 } as const;

/** A job whose builds only tell that time passes. */
export const METRONOME = "Metronome";

let beats = 0;

/**
 * Lets quiet periods pass: so often another build of one test begins, and is called finished because nothing more came.
 * The service is awake all the time, and had every occasion to call a build finished that ran before.
 */
export async function letQuietPass(stage: Stage, periods: number): Promise<void> {
  for (let period = 0; period < periods; period += 1) {
    beats += 1;
    const number = beats;
    stage.lab.put(anExecutionOf({ test: "Tick", job: METRONOME, number }));
    await expect
      .poll(() => stage.cards(METRONOME).map(({ first }) => first), PATIENCE)
      .toContainEqual(expect.stringMatching(new RegExp(`#${number}: .*passed$`, "u")));
  }
}

/** Waits for the build cards of a job to say this in their first lines, oldest first, and for no others. */
export async function expectCards(stage: Stage, job: string, said: readonly RegExp[]): Promise<void> {
  await expect
    .poll(() => stage.cards(job).map(({ first }) => first), PATIENCE)
    .toEqual(said.map((words) => expect.stringMatching(words)));
}

/** Waits for the messages about failed tests of a job to say this, oldest first, and for no others. */
export async function expectFailures(stage: Stage, job: string, said: readonly RegExp[]): Promise<void> {
  await expect
    .poll(() => stage.failures(job).map(({ text }) => text), PATIENCE)
    .toEqual(said.map((words) => expect.stringMatching(words)));
}

/** Waits for so many calls. */
export async function expectCalls(stage: Stage, job: string, count: number): Promise<void> {
  await expect.poll(() => stage.calls(job).map(({ text }) => text), PATIENCE).toHaveLength(count);
}
