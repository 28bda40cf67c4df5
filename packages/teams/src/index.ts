export { createTeamsApp } from "./app/create-teams-app.ts";
export type { TeamsApp, TeamsAppOptions } from "./app/create-teams-app.ts";
export type { TeamsFinding } from "./app/probe-teams.ts";
export { TeamsStartError } from "./app/teams-start-error.ts";
export type { BotCredentials } from "./connector/bot-token.ts";
export { renderCard } from "./render/index.ts";
export type { TeamsEndpoints } from "./teams-endpoints.ts";
export type { TeamsLog } from "./teams-log.ts";
