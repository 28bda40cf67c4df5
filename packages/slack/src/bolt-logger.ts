import { LogLevel, type Logger } from "@slack/bolt";
import type { SlackLog } from "./slack-log.ts";

const TOKEN = /\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-[\w-]+/gu;

/**
 * Slack's libraries write to our log through this. Their debug lines hold request and message bodies, so they are
 * dropped whatever the log level is; errors are written without their properties; tokens are blotted out.
 */
export function boltLogger(log: SlackLog): Logger {
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.info({ from: "slack-sdk" }, line(parts)),
    warn: (...parts: unknown[]) => log.warn({ from: "slack-sdk" }, line(parts)),
    error: (...parts: unknown[]) => log.error({ from: "slack-sdk" }, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function line(parts: readonly unknown[]): string {
  return parts.map(describePart).join(" ").replace(TOKEN, "[secret]");
}

function describePart(part: unknown): string {
  if (part instanceof Error) return `${part.name}: ${part.message}`;
  return typeof part === "string" ? part : `[${typeof part}]`;
}
