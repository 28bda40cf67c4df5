import type { TeamsWorld } from "../world/teams-world.ts";
import type { BotTraffic } from "./delivery.ts";

/** What people's actions need: the world they act in, and the bot that hears of it. */
export interface TeamsContext {
  readonly world: TeamsWorld;
  readonly traffic: BotTraffic;
}
