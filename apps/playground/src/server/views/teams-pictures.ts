import { createHash } from "node:crypto";
import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import type { TeamsMessage } from "@perfecto-bot/simulators/teams";

/** A picture's bytes, as a card carries them. */
export interface CardPicture {
  readonly contentType: string;
  readonly bytes: Buffer;
}

const PICTURE = /^data:(image\/(?:png|jpeg|gif));base64,([A-Za-z0-9+/]+=*)$/;
/** Smaller ones are no longer than an address. */
const SMALLEST = 300;

/** What cards became: a card that does not change is looked through once, however often it is told. */
const lightened = new WeakMap<JsonObject, JsonObject>();

/**
 * A card without the bytes of its pictures: each is at an address of the playground instead, so that a page is told them
 * once, and only where it shows them. The address is that of the message, and of what the picture is.
 */
export function lightenCard(card: JsonObject, message: Pick<TeamsMessage, "conversationId" | "id">): JsonObject {
  const known = lightened.get(card);
  if (known !== undefined) return known;
  const [placeId = ""] = message.conversationId.split(";");
  const base = `/api/teams/pictures/${encodeURIComponent(placeId)}/${encodeURIComponent(message.id)}/`;
  const light = lightenObject(card, base);
  lightened.set(card, light);
  return light;
}

/** The picture that {@link lightenCard} gave this mark, in any version of a message; undefined where it has none. */
export function findPicture(message: TeamsMessage, mark: string): CardPicture | undefined {
  const cards = [...message.versions.flatMap((version) => version.cards), ...message.views.values()];
  for (const card of cards) {
    const found = picturesIn(card).find((picture) => markOf(picture) === mark);
    const [, contentType, base64] = found === undefined ? [] : (PICTURE.exec(found) ?? []);
    if (contentType !== undefined && base64 !== undefined) return { contentType, bytes: Buffer.from(base64, "base64") };
  }
  return undefined;
}

/** The object itself where nothing in it is a picture. */
function lightenObject(object: JsonObject, base: string): JsonObject {
  let changed: JsonObject | undefined;
  for (const [name, value] of Object.entries(object)) {
    const light = lighten(value, base);
    if (light !== value) changed = { ...(changed ?? object), [name]: light };
  }
  return changed ?? object;
}

function lighten(value: JsonValue, base: string): JsonValue {
  if (typeof value === "string") return isPicture(value) ? base + markOf(value) : value;
  if (Array.isArray(value)) {
    const light = value.map((item) => lighten(item, base));
    return light.some((item, at) => item !== value[at]) ? light : value;
  }
  return typeof value === "object" && value !== null ? lightenObject(value, base) : value;
}

function picturesIn(value: JsonValue): readonly string[] {
  if (typeof value === "string") return isPicture(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap((item) => picturesIn(item)) : [];
}

function isPicture(text: string): boolean {
  return text.length >= SMALLEST && PICTURE.test(text);
}

function markOf(picture: string): string {
  return createHash("sha256").update(picture).digest("base64url").slice(0, 22);
}
