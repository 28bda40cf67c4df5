import type { JsonValue } from "../json-value.ts";
import { isJsonObject } from "../json-value.ts";
import { LIMITS } from "../limits.ts";

/** Slack's error codes for message metadata. */
export type MetadataError = "invalid_metadata_format" | "invalid_metadata_schema" | "metadata_too_large";

const isScalar = (value: JsonValue): boolean => ["string", "number", "boolean"].includes(typeof value);
const isFlat = (value: JsonValue): boolean => isJsonObject(value) && Object.values(value).every(isScalar);
const isAllowed = (value: JsonValue): boolean =>
  isScalar(value) ||
  isFlat(value) ||
  (Array.isArray(value) && value.every((entry) => isScalar(entry) || isFlat(entry)));

/**
 * Checks message metadata. An empty object is allowed: on chat.update it removes what is there.
 *
 * @param metadata the argument after JSON parsing; undefined when it was not JSON.
 * @see https://docs.slack.dev/messaging/message-metadata
 */
export const refuseMetadata = (metadata: JsonValue | undefined): MetadataError | undefined => {
  if (!isJsonObject(metadata)) return "invalid_metadata_format";
  if (Object.keys(metadata).length === 0) return undefined;
  const { event_type: type, event_payload: payload, ...rest } = metadata;
  const known = Object.keys(rest).every((name) => name === "entities");
  if (!known || typeof type !== "string" || !/^[\w.:#/-]{1,255}$/.test(type)) return "invalid_metadata_schema";
  if (!isJsonObject(payload) || !Object.values(payload).every(isAllowed)) return "invalid_metadata_schema";
  return JSON.stringify(metadata).length > LIMITS.metadata ? "metadata_too_large" : undefined;
};
