import { expect, test } from "vitest";
import { clockAhead, perfectoBot, startServiceProcess } from "./service-process.ts";
import { startSurroundings } from "./slack-world.ts";

test("the doctor says where the machine's clock is wrong, and what to do", async ({ onTestFinished }) => {
  const surroundings = await startSurroundings("socket");
  onTestFinished(surroundings.stop, 30_000);
  const doctor = startServiceProcess(surroundings.environment, clockAhead(perfectoBot("doctor")));
  expect(await doctor.exited).toBe(1);
  expect(doctor.output()).toContain("✗ Redis: This machine's clock is 3600 s ahead of that of Redis.");
  expect(doctor.output()).toContain("→ Keep the clocks of both machines in sync (NTP)");
});
