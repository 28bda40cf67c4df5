import { createLab } from "@perfecto-bot/perfecto";
import { LabError } from "@perfecto-bot/pipeline";
import { checkStore } from "./check-store.ts";
import { ConfigError } from "./config/config-problem.ts";
import type { Config } from "./config/config.ts";
import type { Environment } from "./config/environment.ts";
import { readConfig } from "./config/read-config.ts";
import type { Finding } from "./finding.ts";
import { createLog } from "./log.ts";
import { openChats } from "./open-chats.ts";
import { openConnections } from "./open-connections.ts";
import { openStores, vaultKeys } from "./open-stores.ts";

const SIGNS = { good: "✓", note: "!", bad: "✗" } as const;
const CLOCKS_APART_MS = 60_000;

/** Checks configuration, labs, Slack and Redis, and says what to do. Exit codes: 0 well, 1 something is wrong, 2 misconfigured. */
export async function doctor(environment: Environment, print: (line: string) => void): Promise<number> {
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    print(error.message);
    return 2;
  }
  print("✓ Configuration: complete");
  const findings = (await Promise.all([checkLabs(config), checkChats(config), checkStore(config.redisUrl)])).flat();
  for (const finding of findings) {
    print(`${SIGNS[finding.verdict]} ${finding.subject}: ${finding.detail}`);
    if (finding.todo !== undefined) print(`    → ${finding.todo}`);
  }
  const bad = findings.filter((finding) => finding.verdict === "bad").length;
  print(bad === 0 ? "All is well." : `${bad} ${bad === 1 ? "thing needs" : "things need"} attention.`);
  return bad === 0 ? 0 : 1;
}

async function checkLabs({ labs }: Config): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    labs.map(async ({ id, baseUrl, token }): Promise<readonly Finding[]> => {
      const lab = createLab({ id, baseUrl, token, now: Date.now });
      const subject = `Lab ${id}`;
      try {
        const probe = await lab.probe();
        const owner = probe.tokenOwner === undefined ? "" : ` as ${probe.tokenOwner}`;
        const answer: Finding = {
          verdict: "good",
          subject,
          detail: `answers${owner}, ${probe.recentExecutions} executions in the last 15 minutes`,
        };
        const apartMs = Math.abs(probe.clockAheadMs ?? 0);
        if (apartMs < CLOCKS_APART_MS) return [answer];
        const clock: Finding = {
          verdict: "note",
          subject: `${subject} clock`,
          detail: `differs from ours by ${Math.round(apartMs / 1000)} s`,
          todo: "Keep this machine's clock in sync (NTP).",
        };
        return [answer, clock];
      } catch (error) {
        if (error instanceof LabError) return [{ verdict: "bad", subject, detail: error.message }];
        throw error;
      } finally {
        await lab.close();
      }
    }),
  );
  return findings.flat();
}

async function checkChats(config: Config): Promise<readonly Finding[]> {
  if (config.slack === undefined && config.teams === undefined) {
    return [{ verdict: "note", subject: "Chats", detail: "none is configured for this process" }];
  }
  const remembers = config.slack?.workspaces.kind === "oauth" || config.teams !== undefined;
  const unknown: Finding = {
    verdict: "note",
    subject: "Installations",
    detail: "they are kept in Redis, which only the running service starts here",
    todo: "Set REDIS_URL to check them.",
  };
  if (remembers && config.redisUrl === undefined) return [unknown];
  const log = createLog("silent");
  const connections = openConnections(config.redisUrl?.reveal() ?? "redis://127.0.0.1:1", log);
  const stores = openStores(connections.people, await vaultKeys(config.encryptionKey), Date.now);
  try {
    const desk = { say: unused, press: unused, submit: unused, unfurl: unused, lookUp: unused, happened: unused };
    const chats = await openChats({ config, desk, stores, patientStores: stores, now: Date.now, log });
    return (await Promise.all(chats.map((chat) => chat.probe()))).flat();
  } finally {
    connections.close();
  }
}

async function unused(): Promise<never> {
  throw new Error("the doctor answers nobody");
}
