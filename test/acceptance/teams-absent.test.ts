import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { startServiceProcess, type ServiceProcess } from "./service-process.ts";
import { startSurroundings } from "./slack-world.ts";

const MAIN = fileURLToPath(new URL("../../apps/bot/src/main.ts", import.meta.url));
const TELL = new URL("tell-loaded-modules.ts", import.meta.url).href;
const PATIENCE = { timeout: 90_000, interval: 100 };
const TENANT = "11111111-2222-3333-4444-555555555555";

let service: ServiceProcess | undefined;
let surroundings: Awaited<ReturnType<typeof startSurroundings>> | undefined;
afterEach(async () => {
  await service?.kill();
  await surroundings?.stop();
  surroundings = undefined;
});

test("without Teams configured, nothing of Teams is loaded", async () => {
  surroundings = await startSurroundings("socket");
  service = startServiceProcess(surroundings.environment, ["--import", TELL, MAIN, "start"]);
  await expect.poll(() => service?.output(), PATIENCE).toContain("perfecto-bot is running");
  const loaded = service
    .output()
    .split("\n")
    .filter((line) => line.startsWith("loaded "));
  expect(loaded.some((line) => line.includes("/packages/slack/"))).toBe(true);
  expect(loaded.filter((line) => /packages\/teams|botbuilder|botframework/.test(line))).toEqual([]);
});

test.each(["0.0.0.0", "192.168.1.5", undefined])(
  "without authentication, Teams refuses to listen on %s",
  async (host) => {
    service = startServiceProcess({
      PERFECTO_URL: "http://127.0.0.1:9",
      PERFECTO_SECURITY_TOKEN: "t",
      MICROSOFT_APP_TENANT_ID: TENANT,
      TEAMS_INSECURE_LOCAL: "true",
      ...(host === undefined ? {} : { HOST: host }),
    });
    expect(await service.exited).toBe(2);
    expect(service.output()).toContain("without authentication only this machine may reach the service");
  },
);
