import type { Card, Form } from "@perfecto-bot/cards";
import type { PlaceBook } from "../places/place-book.ts";
import type { NameOf } from "../render/index.ts";

const MOST_NAMES = 50;

/** The names of everybody a card or form mentions, as far as Teams ever told them. */
export async function namesOf(content: Card | Form, tenant: string, book: PlaceBook): Promise<NameOf> {
  const ids = [...new Set(mentionedIn(content))].slice(0, MOST_NAMES);
  const found = await Promise.all(
    ids.map(async (id) => [id, (await book.person(tenant, id).catch(() => undefined))?.name] as const),
  );
  const names = new Map(found);
  return ({ id }) => names.get(id);
}

function mentionedIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(mentionedIn);
  if (typeof value !== "object" || value === null) return [];
  if ("kind" in value && value.kind === "user" && "id" in value && typeof value.id === "string") return [value.id];
  return Object.values(value).flatMap(mentionedIn);
}
