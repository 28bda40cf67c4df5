import type { IMention } from "@microsoft/teams.cards";
import type { Mention } from "@perfecto-bot/domain";
import { clampText, cleanLineText } from "@perfecto-bot/cards";
import type { ContentShape } from "./content-shape.ts";
import { LIMITS } from "./limits.ts";

/** A display name for a mention, where it is known. */
export type NameOf = (mention: Mention) => string | undefined;

/** A bot's id of a user, an Entra object id, or a user principal name. */
const USER_ID =
  /^(?:29:[\w-]{5,200}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w.'#+-]{1,64}@[\w-]+(?:\.[\w-]+)+)$/i;
const LONGEST_NAME = 60;

/**
 * Whether Teams can call them: users only. Channels, teams and tags cannot be mentioned by a bot's card, and an id of
 * another shape would spoil the card's other mentions.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards
 */
export function isTeamsUser({ kind, id }: Mention): boolean {
  return kind === "user" && id.length <= 256 && USER_ID.test(id);
}

/**
 * Whom one card calls. A person is called once: later mentions are their name, because the tags in a card and its
 * entities are matched one to one.
 */
export class MentionBook {
  readonly #nameOf: NameOf | undefined;
  readonly #uncalled: ContentShape["uncalled"];
  readonly #names = new Map<string, string>();
  readonly #entities = new Map<string, IMention>();

  constructor(nameOf?: NameOf, uncalled: ContentShape["uncalled"] = new Set()) {
    this.#nameOf = nameOf;
    this.#uncalled = uncalled;
  }

  /** Their name as plain words, different for different people. */
  name(mention: Mention): string {
    const key = `${mention.kind}:${mention.id}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const words = this.#words(mention);
    const taken = new Set(this.#names.values());
    let name = words;
    for (let at = 2; taken.has(name); at += 1) name = `${words} ${at}`;
    this.#names.set(key, name);
    return name;
  }

  /** Whether {@link call} would give a tag: Teams can call them and does not refuse it, and they were not called yet. */
  canCall(mention: Mention): boolean {
    if (this.#uncalled === "everybody" || this.#uncalled.has(mention.id)) return false;
    return isTeamsUser(mention) && !this.#entities.has(mention.id) && this.#entities.size < LIMITS.mentions;
  }

  /** The tag that calls them, for a text block; their name where they cannot be called, or were already. */
  call(mention: Mention): string {
    const name = this.name(mention);
    if (!this.canCall(mention)) return name;
    const text = `<at>${name}</at>`;
    this.#entities.set(mention.id, { type: "mention", text, mentioned: { id: mention.id, name } });
    return text;
  }

  /** For the card's `msteams.entities`. */
  entities(): IMention[] {
    return [...this.#entities.values()];
  }

  #words(mention: Mention): string {
    // Only letters, digits and what stands in names: in a tag, anything else would be markup.
    const given = cleanLineText(this.#nameOf?.(mention) ?? "").replace(/[^\p{L}\p{M}\p{N}' -]+/gu, " ");
    const name = clampText(given.replace(/\s+/g, " ").trim(), LONGEST_NAME);
    if (/[\p{L}\p{N}]/u.test(name) && !/^[-' ]/.test(name)) return name;
    if (mention.kind === "here") return "everybody here";
    return mention.kind === "group" ? "a group" : "somebody";
  }
}
