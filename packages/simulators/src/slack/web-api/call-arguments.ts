import type { JsonObject, JsonValue } from "../json-value.ts";
import { objectOf, parseJson } from "../json-value.ts";
import { SlackApiError } from "./api-error.ts";

/** Arguments that carry JSON, which a form sends as text. */
const jsonArguments = new Set(["blocks", "attachments", "metadata", "view", "files", "unfurls"]);

/** The arguments of one Web API call, whatever encoding brought them. */
export class CallArguments {
  /** All arguments but the token, with JSON-valued ones parsed where they are JSON. */
  readonly values: Readonly<JsonObject>;
  /** The token of the `Authorization` header or the `token` argument. */
  readonly token: string | undefined;
  private readonly malformed: ReadonlySet<string>;

  constructor(raw: JsonObject, bearer: string | undefined) {
    const { token, ...rest } = raw;
    const malformed = new Set<string>();
    const values: JsonObject = {};
    for (const [name, value] of Object.entries(rest)) {
      const parsed = jsonArguments.has(name) && typeof value === "string" ? parseJson(value) : value;
      if (parsed === undefined) malformed.add(name);
      values[name] = parsed ?? value;
    }
    this.values = values;
    this.malformed = malformed;
    this.token = bearer ?? (typeof token === "string" && token !== "" ? token : undefined);
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  /** An argument as text; undefined where it is missing or empty. */
  text(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null || value === "") return undefined;
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  /** An argument as text. @throws SlackApiError `invalid_arguments` naming it where it is missing. */
  required(name: string): string {
    const value = this.text(name);
    if (value !== undefined) return value;
    throw new SlackApiError("invalid_arguments", {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    });
  }

  /** An argument as JSON; undefined where it is missing or is not JSON. */
  json(name: string): JsonValue | undefined {
    return this.malformed.has(name) ? undefined : this.values[name];
  }

  /** A boolean argument, which forms send as `true`, `false`, `1` or `0`. */
  flag(name: string): boolean | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : value === "true" || value === "1";
  }

  /** A number between two bounds, or the default where it is missing or no number. */
  number(name: string, fallback: number, max: number): number {
    const value = Number(this.text(name) ?? Number.NaN);
    return Number.isInteger(value) && value > 0 ? Math.min(value, max) : fallback;
  }
}

/**
 * Reads the arguments of a call from its query string and its body, in any encoding Slack takes.
 *
 * @throws SlackApiError `invalid_json` or `invalid_post_type`.
 * @see https://docs.slack.dev/apis/web-api/
 */
export const readArguments = async (
  query: URLSearchParams,
  contentType: string,
  body: Buffer,
  authorization: string | undefined,
): Promise<CallArguments> => {
  const bearer = authorization?.match(/^Bearer (.+)$/i)?.[1];
  const values: JsonObject = Object.fromEntries(query);
  const type = contentType.split(";")[0]?.trim().toLowerCase();
  if (type === "application/json") {
    const parsed = parseJson(body.toString());
    if (parsed === undefined) throw new SlackApiError("invalid_json");
    Object.assign(values, objectOf(parsed));
  } else if (type === "multipart/form-data") {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
    for (const [name, value] of form) values[name] = typeof value === "string" ? value : value.name;
  } else if (type === "application/x-www-form-urlencoded" || body.length === 0) {
    Object.assign(values, Object.fromEntries(new URLSearchParams(body.toString())));
  } else {
    throw new SlackApiError("invalid_post_type");
  }
  return new CallArguments(values, bearer);
};
