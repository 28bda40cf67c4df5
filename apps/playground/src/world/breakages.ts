import type { LabPlay, LabSimulator } from "@perfecto-bot/simulators/lab";
import type { SlackSimulator } from "@perfecto-bot/simulators/slack";
import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";
import type { Breakages } from "../wire/world-state.ts";
import type { Happenings } from "./happenings.ts";

/** What can be broken; undefined where it is real. */
export interface Breakable {
  readonly lab: LabSimulator | undefined;
  readonly play: LabPlay | undefined;
  readonly slack: SlackSimulator | undefined;
  readonly teams: TeamsSimulator | undefined;
}

/** Breaks and mends. */
export interface BreakageSwitch {
  readonly view: () => Breakages;
  /** One after the other; nothing happens where it is so already. @throws {Error} one sentence, where it is real */
  readonly set: (what: keyof Breakages, on: boolean) => Promise<void>;
}

const RETRY_AFTER_S = 5;
const LOST = { kind: "lost-answer" } as const;
const WORDS: Readonly<Record<keyof Breakages, readonly [broken: string, mended: string]>> = {
  labDown: ["The lab is down: it refuses every connection.", "The lab is back."],
  tokenExpired: ["The lab's security token expired.", "The lab accepts the security token again."],
  slowProcessing: ["The lab prepares videos ten times slower.", "The lab prepares videos as fast as ever."],
  slackRateLimited: [
    `Slack refuses every post and edit: 429, try again in ${RETRY_AFTER_S} s.`,
    "Slack takes posts and edits again.",
  ],
  answersLost: [
    "Every third post and edit is carried out, and its answer is lost on the way.",
    "Answers arrive again.",
  ],
};

/** Nothing is broken yet. */
export function createBreakages(world: Breakable, happenings: Happenings): BreakageSwitch {
  const state: { -readonly [What in keyof Breakages]: boolean } = {
    labDown: false,
    tokenExpired: false,
    slowProcessing: false,
    slackRateLimited: false,
    answersLost: false,
  };
  const menders = new Map<keyof Breakages, () => void>();
  let last: Promise<unknown> = Promise.resolve();

  async function turn(what: keyof Breakages, on: boolean): Promise<void> {
    const { lab, play, slack, teams } = world;
    switch (what) {
      case "labDown":
        return on ? simulated(lab, "lab").goDown() : simulated(lab, "lab").comeBack();
      case "tokenExpired":
        if (on) simulated(lab, "lab").expireToken();
        else simulated(lab, "lab").setToken(simulated(lab, "lab").token);
        return;
      case "slowProcessing":
        simulated(play, "lab").setSlowProcessing(on);
        return;
      case "slackRateLimited":
        if (on) menders.set(what, limitRate(simulated(slack, "Slack")));
        else menders.get(what)?.();
        return;
      case "answersLost":
        if (slack === undefined && teams === undefined) simulated(slack, "chat");
        if (on) menders.set(what, loseAnswers(slack, teams));
        else menders.get(what)?.();
    }
  }

  async function set(what: keyof Breakages, on: boolean): Promise<void> {
    if (state[what] === on) return;
    await turn(what, on);
    state[what] = on;
    happenings.say({ kind: "view" });
    happenings.tell(actorOf(what), WORDS[what][on ? 0 : 1], on ? "bad" : "good");
  }

  return {
    view: () => ({ ...state }),
    set(what, on) {
      const done = last.then(() => set(what, on));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

function simulated<Part>(part: Part | undefined, name: string): Part {
  if (part !== undefined) return part;
  throw new Error(`The ${name} is real here: only a simulated one can be broken.`);
}

function actorOf(what: keyof Breakages): "lab" | "slack" | "service" {
  if (what === "slackRateLimited") return "slack";
  return what === "answersLost" ? "service" : "lab";
}

function limitRate(slack: SlackSimulator): () => void {
  const behave = { kind: "rate-limited", retryAfterS: RETRY_AFTER_S } as const;
  const faults = ["chat.postMessage", "chat.update"].map((method) =>
    slack.faults.add({ method, times: Number.POSITIVE_INFINITY, behave }),
  );
  return () => {
    for (const fault of faults) fault.remove();
  };
}

function loseAnswers(slack: SlackSimulator | undefined, teams: TeamsSimulator | undefined): () => void {
  const times = Number.POSITIVE_INFINITY;
  const inSlack = everyThird();
  const inTeams = everyThird();
  const faults = [
    ...["chat.postMessage", "chat.update"].map((method) =>
      slack?.faults.add({ method, times, when: inSlack, behave: LOST }),
    ),
    ...(["create", "send", "reply", "update"] as const).map((operation) =>
      teams?.faults.add({ operation, times, when: inTeams, behave: LOST }),
    ),
  ];
  return () => {
    for (const fault of faults) fault?.remove();
  };
}

function everyThird(): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count % 3 === 0;
  };
}
