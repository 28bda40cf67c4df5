export { createSlackApp } from "./app/create-slack-app.ts";
export type { SlackApp, SlackAppOptions, SlackCredentials } from "./app/create-slack-app.ts";
export type { SlackFinding } from "./app/probe-slack.ts";
export { SlackStartError } from "./app/slack-start-error.ts";
export { SLACK_EVENTS } from "./manifest/slack-events.ts";
export type { SlackEventSubscription } from "./manifest/slack-events.ts";
export { SLACK_SCOPES } from "./manifest/slack-scopes.ts";
export type { SlackScope } from "./manifest/slack-scopes.ts";
export type { SlackLog } from "./slack-log.ts";
