import type { LabEvent, LabPlay, LabSimulator } from "@perfecto-bot/simulators/lab";
import type { SlackSimulator } from "@perfecto-bot/simulators/slack";
import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";
import type { TimelineActor, TimelineEntry } from "../wire/timeline-entry.ts";
import type { Breakages, WorldView } from "../wire/world-state.ts";

/** A running world: a lab, Slack and Teams, simulated where nothing else was asked for, and the real service between them. */
export interface World {
  /** Each is undefined where a real one is connected instead. */
  readonly lab: LabSimulator | undefined;
  readonly slack: SlackSimulator | undefined;
  readonly teams: TeamsSimulator | undefined;
  /** The lab's play; undefined without a simulated lab. */
  readonly play: LabPlay | undefined;
  /** Where the lab is, simulated or real. */
  readonly labUrl: string;
  /** Whether it goes on with what an earlier world left. */
  readonly continued: boolean;
  /** The service's log, JSON lines. */
  readonly logFile: string;
  /** How the world stands now. */
  readonly view: () => WorldView;
  /**
   * Hears of everything that changes `view`, of lab events, and of what happened in words for the timeline. Returns a
   * function that stops it.
   */
  readonly on: (listener: (happening: WorldHappening) => void) => () => void;
  /**
   * Somebody opens the page for the first time: a build of the job that both chats follow starts, unless one started
   * within the last 30 seconds. Does nothing without a simulated lab.
   */
  readonly welcome: () => void;
  /** SIGKILL to the service process itself; the world starts it again. */
  readonly killService: () => void;
  /** `kill -9` and start again with its data. Resolves when it answers again. */
  readonly restartRedis: () => Promise<void>;
  /** Of later builds, from 1 to 60. The service restarts with the matching cadences; resolves when it runs again. */
  readonly setSpeed: (speed: number) => Promise<void>;
  /** Breaks or mends. @throws {Error} one sentence, where what would break is real */
  readonly setBreakage: (what: keyof Breakages, on: boolean) => Promise<void>;
  /** Rejects with a WorldError when the service does not come back; never resolves. */
  readonly failed: Promise<never>;
  /** Ends everything that was started, and keeps what lasts. */
  readonly stop: () => Promise<void>;
}

/** Something that happened in a world. */
export type WorldHappening =
  | { readonly kind: "view" }
  | { readonly kind: "lab"; readonly event: LabEvent }
  | {
      readonly kind: "told";
      readonly actor: TimelineActor;
      readonly text: string;
      readonly tone: TimelineEntry["tone"];
    }
  /** A warning or error line of the service's JSON log. */
  | { readonly kind: "log"; readonly line: Readonly<Record<string, unknown>> };
