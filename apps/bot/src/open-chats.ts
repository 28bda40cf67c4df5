import type { Channel, Clock, Desk, DrawPicture } from "@perfecto-bot/pipeline";
import { createSlackApp } from "@perfecto-bot/slack";
import type { TeamsEndpoints } from "@perfecto-bot/teams";
import type { Router } from "express";
import type { Config } from "./config/config.ts";
import type { Finding } from "./finding.ts";
import type { Log } from "./log.ts";
import type { Stores } from "./open-stores.ts";
import { slackOptions } from "./slack-options.ts";

/** A chat vendor the service speaks to. */
export interface Chat {
  readonly channel: Channel;
  /** Routes for the service's HTTP server; they come before any body parser. */
  readonly router?: Router;
  readonly start: () => Promise<void>;
  /** Takes in nothing more, then waits for what has begun. */
  readonly stop: (deadlineMs: number) => Promise<boolean>;
  /** Checks credentials and permissions with the vendor. */
  readonly probe: () => Promise<readonly Finding[]>;
}

/** What chats need. */
export interface ChatParts {
  readonly config: Config;
  readonly desk: Desk;
  /** Fail soon: people wait. */
  readonly stores: Pick<Stores, "vault" | "notebook" | "once">;
  /** Wait where Redis is away: for what vendors tell once. */
  readonly patientStores: Pick<Stores, "notebook" | "once">;
  readonly now: Clock;
  readonly log: Log;
  /** Without it, cards have no pictures. */
  readonly drawPicture?: DrawPicture;
  /** Where Microsoft is reached; simulators have their own. */
  readonly teamsEndpoints?: Partial<TeamsEndpoints>;
}

/** Opens every chat that is configured. Teams is large: where it is not configured, nothing of it is loaded. */
export async function openChats({
  config,
  desk,
  stores,
  patientStores,
  now,
  log,
  drawPicture,
  teamsEndpoints,
}: ChatParts): Promise<readonly Chat[]> {
  const { slack, teams, host } = config;
  const chats: Chat[] = [];
  const pictures = drawPicture === undefined ? {} : { drawPicture };
  if (slack !== undefined) {
    const { vault, notebook, once } = stores;
    chats.push(createSlackApp({ ...slackOptions(config, slack), ...pictures, desk, vault, notebook, once, now, log }));
  }
  if (teams !== undefined) {
    const { createTeamsApp } = await import("@perfecto-bot/teams");
    const { appId, appPassword, tenantId, allowedTenants, insecureLocal } = teams;
    const credentials = { appId, appPassword, tenantId };
    const endpoints = teamsEndpoints === undefined ? {} : { endpoints: teamsEndpoints };
    chats.push(
      createTeamsApp({
        credentials,
        allowedTenants,
        insecureLocal,
        host,
        desk,
        notebook: stores.notebook,
        once: stores.once,
        patient: patientStores,
        now,
        log,
        ...pictures,
        ...endpoints,
      }),
    );
  }
  return chats;
}
