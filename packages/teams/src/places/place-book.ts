import type { Conversation } from "@perfecto-bot/domain";
import type { Notebook } from "@perfecto-bot/pipeline";
import type { PlaceKind } from "../incoming/activity.ts";
import { fieldsOf } from "../fields-of.ts";
import { isNewerRecord, readRecord, writeRecord } from "./record.ts";

/** What is known of a conversation. */
export interface Place {
  readonly kind: PlaceKind;
  /** Where Teams serves it; may change with any activity. */
  readonly serviceUrl: string;
  /** Of a channel. */
  readonly teamId?: string;
  readonly name?: string;
  /** Why the bot cannot post there, since Teams said so. */
  readonly closed?: string;
}

/** What is known of a tenant. */
export interface Tenant {
  readonly serviceUrl: string;
  /** Why nothing at all can be posted in it, and what has to change first. */
  readonly dead?: { readonly cause: "credentials" | "blocked"; readonly detail: string; readonly todo: string };
}

/** What is known of a person. */
export interface Person {
  readonly name?: string;
  /** Their chat with the bot, while the app is theirs. */
  readonly chatId?: string;
}

/** What Teams told about places and people, kept over restarts. Writes only what changed. */
export interface PlaceBook {
  readonly place: (conversation: Conversation) => Promise<Place | undefined>;
  readonly keepPlace: (conversation: Conversation, place: Place) => Promise<void>;
  /** Every channel of a team that was seen. */
  readonly channelsOf: (tenant: string, teamId: string) => Promise<readonly KnownPlace[]>;
  readonly tenant: (tenant: string) => Promise<Tenant | undefined>;
  readonly keepTenant: (tenant: string, known: Tenant) => Promise<void>;
  readonly tenants: () => Promise<readonly string[]>;
  readonly person: (tenant: string, person: string) => Promise<Person | undefined>;
  readonly keepPerson: (tenant: string, person: string, known: Person) => Promise<void>;
}

/** A place and which it is. */
export interface KnownPlace {
  readonly conversation: Conversation;
  readonly place: Place;
}

const PLACES = "teams/place/";
const TENANTS = "teams/tenant/";
const PEOPLE = "teams/person/";

/**
 * Opens the book. Names: `teams/place/<tenant>/<conversation id>`, `teams/tenant/<tenant>` and
 * `teams/person/<tenant>/<person>`, each part URI-encoded. Pages are JSON with a version and stay until overwritten. What a
 * newer version wrote is left alone, and as good as unknown.
 */
export function openPlaceBook(notebook: Notebook): PlaceBook {
  async function keep(name: string, known: object): Promise<void> {
    const text = writeRecord(known);
    const before = await notebook.read(name);
    if (before !== text && !isNewerRecord(before)) await notebook.write(name, text);
  }

  async function channelsOf(tenant: string, teamId: string): Promise<readonly KnownPlace[]> {
    const prefix = pageName(PLACES, tenant, "");
    const found: KnownPlace[] = [];
    for (const name of await notebook.names(prefix)) {
      const place = readPlace(await notebook.read(name));
      const id = decodeURIComponent(name.slice(prefix.length));
      if (place?.teamId === teamId) found.push({ conversation: { channel: "teams", workspace: tenant, id }, place });
    }
    return found;
  }

  return {
    place: async ({ workspace, id }) => readPlace(await notebook.read(pageName(PLACES, workspace, id))),
    keepPlace: ({ workspace, id }, place) => keep(pageName(PLACES, workspace, id), place),
    channelsOf,
    tenant: async (tenant) => readTenant(await notebook.read(pageName(TENANTS, tenant))),
    keepTenant: (tenant, known) => keep(pageName(TENANTS, tenant), known),
    tenants: async () => (await notebook.names(TENANTS)).map((name) => decodeURIComponent(name.slice(TENANTS.length))),
    person: async (tenant, person) => readPerson(await notebook.read(pageName(PEOPLE, tenant, person))),
    keepPerson: (tenant, person, known) => keep(pageName(PEOPLE, tenant, person), known),
  };
}

function pageName(prefix: string, ...parts: readonly string[]): string {
  return prefix + parts.map((part) => encodeURIComponent(part.toWellFormed())).join("/");
}

function readPlace(text: string | undefined): Place | undefined {
  const { kind, serviceUrl, ...rest } = readRecord(text);
  if (kind !== "channel" && kind !== "group-chat" && kind !== "personal") return undefined;
  if (typeof serviceUrl !== "string") return undefined;
  return {
    kind,
    serviceUrl,
    ...(typeof rest["teamId"] === "string" ? { teamId: rest["teamId"] } : {}),
    ...(typeof rest["name"] === "string" ? { name: rest["name"] } : {}),
    ...(typeof rest["closed"] === "string" ? { closed: rest["closed"] } : {}),
  };
}

function readTenant(text: string | undefined): Tenant | undefined {
  const { serviceUrl, dead } = readRecord(text);
  if (typeof serviceUrl !== "string") return undefined;
  const { cause, detail, todo } = fieldsOf(dead);
  if ((cause !== "credentials" && cause !== "blocked") || typeof detail !== "string" || typeof todo !== "string")
    return { serviceUrl };
  return { serviceUrl, dead: { cause, detail, todo } };
}

function readPerson(text: string | undefined): Person | undefined {
  if (text === undefined) return undefined;
  const { name, chatId } = readRecord(text);
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof chatId === "string" ? { chatId } : {}),
  };
}
