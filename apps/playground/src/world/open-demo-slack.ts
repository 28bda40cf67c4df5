import { join } from "node:path";
import {
  type SlackSimulator,
  type SlackSimulatorOptions,
  type SlackSnapshot,
  startSlackSimulator,
} from "@perfecto-bot/simulators/slack";
import { demoWorkspace } from "./demo-workspace.ts";
import { keepSnapshot, startRestored, type WrittenSnapshot } from "./keep-snapshot.ts";
import { noteSlackMessage, replaySlackNotes } from "./replay-notes.ts";

/** What one of the demo's chats is opened with. */
export interface DemoChatOptions {
  /** The demo's data directory; `slack.json` or `teams.json` holds what the chat holds. */
  readonly directory: string;
  readonly port: number;
  /** Hears one sentence where what it held is lost, or cannot be kept. */
  readonly onTrouble: (sentence: string) => void;
}

/** The demo's Slack. */
export interface DemoSlack {
  readonly slack: SlackSimulator;
  readonly stop: () => Promise<void>;
}

const keptMessages = 3_000;
const MESSAGES = ["message", "edit", "delete", "reaction", "unfurl"] as const;
const OTHERS = ["ephemeral", "home", "file", "channel"] as const;

/** Starts the simulated Slack with everything that was in it, and keeps that. */
export async function openDemoSlack({ directory, port, onTrouble }: DemoChatOptions): Promise<DemoSlack> {
  const file = join(directory, "slack.json");
  const slack = await startRestored(file, (written) => startSlackSimulator({ port, ...beginWith(written) }), onTrouble);
  const kept = keepSnapshot({ file, take: () => slack.snapshot({ messages: keptMessages }), onTrouble });
  // The service remembers a message as soon as it has its id: so must Slack.
  for (const kind of MESSAGES) slack.on(kind, (message) => kept.note(noteSlackMessage(message)));
  for (const kind of OTHERS) slack.on(kind, kept.changed);
  // Its tokens are made up at the first start and are in the service's hands at once.
  kept.changed();
  return {
    slack,
    async stop() {
      kept.stop();
      await slack.stop();
    },
  };
}

function beginWith(written: WrittenSnapshot | undefined): Pick<SlackSimulatorOptions, "restore" | "workspaces"> {
  if (written === undefined) return { workspaces: [demoWorkspace] };
  const notes = written.notes.map((note): ReturnType<typeof noteSlackMessage> => JSON.parse(note));
  const snapshot: SlackSnapshot = JSON.parse(written.json);
  // Of another version it is left to the simulator, which says so.
  return { restore: snapshot.v === 1 ? replaySlackNotes(snapshot, notes) : snapshot };
}
