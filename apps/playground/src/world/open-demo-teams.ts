import { join } from "node:path";
import {
  startTeamsSimulator,
  type TeamsSimulator,
  type TeamsSimulatorOptions,
  type TeamsSnapshot,
} from "@perfecto-bot/simulators/teams";
import { demoChat, demoRegistration, demoTeam, demoTenant } from "./demo-tenant.ts";
import { keepSnapshot, startRestored, type WrittenSnapshot } from "./keep-snapshot.ts";
import type { DemoChatOptions } from "./open-demo-slack.ts";
import { noteTeamsMessage, replayTeamsNotes } from "./replay-notes.ts";

/** The demo's Teams. */
export interface DemoTeams {
  readonly teams: TeamsSimulator;
  /** Installs the bot wherever it is missing. The service has to be there. */
  readonly install: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const keptMessages = 3_000;
const MESSAGES = ["message", "edit", "delete"] as const;
const OTHERS = ["notice", "place"] as const;

/** Starts the simulated Teams with everything that was in it, and keeps that. Only this machine reaches the service, so tokens are not asked for. */
export async function openDemoTeams({
  directory,
  port,
  servicePort,
  onTrouble,
}: DemoChatOptions & { readonly servicePort: number }): Promise<DemoTeams> {
  const file = join(directory, "teams.json");
  const botEndpoint = `http://127.0.0.1:${servicePort}/api/messages`;
  const teams = await startRestored(
    file,
    (written) => startTeamsSimulator({ port, botEndpoint, authentication: false, ...beginWith(written) }),
    onTrouble,
  );
  const kept = keepSnapshot({ file, take: () => teams.snapshot({ messages: keptMessages }), onTrouble });
  // The service remembers a message as soon as it has its id: so must Teams.
  for (const kind of MESSAGES) teams.on(kind, (message) => kept.note(noteTeamsMessage(message)));
  teams.on("view", ({ message }) => kept.note(noteTeamsMessage(message)));
  for (const kind of OTHERS) teams.on(kind, kept.changed);
  kept.changed();
  return {
    teams,
    async install() {
      if (!teams.team(demoTeam).installed) await teams.install({ team: demoTeam });
      if (!teams.chat(demoChat).installed) await teams.install({ chat: demoChat });
      for (const { id } of teams.users()) {
        if (!teams.personal(id).installed) await teams.install({ user: id });
      }
    },
    async stop() {
      kept.stop();
      await teams.stop();
    },
  };
}

function beginWith(written: WrittenSnapshot | undefined): TeamsSimulatorOptions {
  if (written === undefined) return { ...demoRegistration, world: demoTenant };
  const notes = written.notes.map((note): ReturnType<typeof noteTeamsMessage> => JSON.parse(note));
  const snapshot: TeamsSnapshot = JSON.parse(written.json);
  // Of another version it is left to the simulator, which says so.
  return { restore: snapshot.v === 1 ? replayTeamsNotes(snapshot, notes) : snapshot };
}
