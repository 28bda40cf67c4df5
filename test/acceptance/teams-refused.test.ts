import { afterAll, beforeAll, expect, test } from "vitest";
import { anExecutionOf } from "./an-execution-of.ts";
import { expectCards, expectFailures, PATIENCE, type Stage } from "./stage.ts";
import { startTeamsStage } from "./teams-stage.ts";
import type { TeamsWorld } from "./teams-world.ts";

let stage: Stage & { readonly world: TeamsWorld };
beforeAll(async () => {
  stage = await startTeamsStage();
}, 60_000);
afterAll(() => stage.end(), 30_000);

test("a mention that Teams refuses: the message without it, the rest as usual, and one person hears of it", async () => {
  const { teams } = stage.world;
  const job = "Refused";
  await teams.install({ user: "quinn" });
  await stage.subscribe(job, "mention:<at>dana</at>");
  const dana = teams.user("dana").id;
  const refusing = teams.faults.add({
    operation: "*",
    times: Number.POSITIVE_INFINITY,
    behave: { kind: "error", status: 400, code: "BadSyntax" },
    when: ({ text }) => text.includes('"type":"mention"') && (text.includes(dana) || text.includes("dana")),
  });
  stage.lab.put(anExecutionOf({ test: "Login", job, number: 1 }));
  stage.lab.put(anExecutionOf({ test: "Pay", job, number: 1, status: "FAILED" }));
  await expectCards(stage, job, [/#1: (?!.*still running).*1 of 2 failed/u]);
  await expectFailures(stage, job, [/Pay failed on/u]);
  expect(refusing.struck).toBeGreaterThan(0);
  const told = () => teams.personal("quinn").messages.map(({ summary }) => summary);
  await expect.poll(told, PATIENCE).toContainEqual(expect.stringContaining("without calling anybody"));
  const status = await stage.ask("status");
  expect(status).toContain("All is well");
});
