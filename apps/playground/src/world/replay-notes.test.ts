import { startSlackSimulator, type SlackSimulator } from "@perfecto-bot/simulators/slack";
import { startTeamsSimulator, type TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { expect, it, onTestFinished } from "vitest";
import { demoRegistration, demoTenant } from "./demo-tenant.ts";
import { demoWorkspace } from "./demo-workspace.ts";
import { noteSlackMessage, noteTeamsMessage, replaySlackNotes, replayTeamsNotes } from "./replay-notes.ts";

function stopped<Simulator extends SlackSimulator | TeamsSimulator>(simulator: Simulator): Simulator {
  onTestFinished(() => simulator.stop());
  return simulator;
}

/** Through a file, as it happens. */
const read = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

it("brings a Slack to where it was, with posts and edits after its snapshot", async () => {
  const slack = stopped(await startSlackSimulator({ workspaces: [demoWorkspace] }));
  const call = async (method: string, args: object): Promise<{ readonly ts: string }> => {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${slack.botToken()}`, "content-type": "application/json" },
      body: JSON.stringify({ channel: "C0MOBILE0QA", ...args }),
    });
    return JSON.parse(await response.text());
  };
  const { ts } = await call("chat.postMessage", { text: "running" });
  const before = read(slack.snapshot());
  const notes: Parameters<typeof replaySlackNotes>[1][number][] = [];
  for (const kind of ["message", "edit"] as const)
    slack.on(kind, (message) => notes.push(read(noteSlackMessage(message))));
  await call("chat.postMessage", { text: "1 failed", thread_ts: ts });
  await call("chat.update", { ts, text: "failed" });
  await slack.say({ user: "quinn", channel: "ios-team", text: "hello" });

  const restored = replaySlackNotes(before, notes);
  expect(restored.channels).toEqual(read(slack.snapshot().channels));
  expect(restored.channels).not.toEqual(before.channels);
});

it("brings a Teams to where it was", async () => {
  const teams = stopped(await startTeamsSimulator({ ...demoRegistration, world: demoTenant }));
  await teams.say({ user: "Quinn QA", channel: "mobile-qa", text: "first" });
  const before = read(teams.snapshot());
  const notes: Parameters<typeof replayTeamsNotes>[1][number][] = [];
  teams.on("message", (message) => notes.push(read(noteTeamsMessage(message))));
  await teams.say({ user: "Dana Dev", channel: "mobile-qa", text: "second" });
  await teams.say({ user: "Dana Dev", chat: "Release crew", text: "third" });

  const restored = replayTeamsNotes(before, notes);
  const { channels, chats } = read(teams.snapshot());
  expect([restored.channels, restored.chats]).toEqual([channels, chats]);
  expect(restored.chats).not.toEqual(before.chats);
});
