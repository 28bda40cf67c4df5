import type { JsonObject } from "../json-value.ts";

/** A refusal that Slack answers with `{"ok": false, "error": code}` and status 200. */
export class SlackApiError extends Error {
  readonly code: string;
  readonly details: JsonObject;

  constructor(code: string, details: JsonObject = {}) {
    super(`Slack answers ${code}.`);
    this.code = code;
    this.details = details;
  }
}
