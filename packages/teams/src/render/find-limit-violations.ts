import { ELEMENT_SCHEMAS } from "./element-schemas.ts";
import type { PropertyRule } from "./element-schemas.ts";
import { LIMITS } from "./limits.ts";
import type { TeamsContent } from "./teams-content.ts";

/** Something in a message that Teams would refuse, cut, or show as nothing at all. */
export interface LimitViolation {
  /** Where, as a JSON pointer. */
  readonly pointer: string;
  readonly problem: string;
}

type Json = Readonly<Record<string, unknown>>;

const TIME_FUNCTION = /\{\{(?:DATE|TIME)\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z(?:, (?:COMPACT|SHORT|LONG))?\)\}\}/g;
const MENTION_TAG = /<at>[^<>]*<\/at>/g;

/**
 * Checks a message against {@link LIMITS} and strictly against the part of Adaptive Cards 1.5 that we use: required
 * properties are there, no other ones are, nothing is empty, inputs have names of their own, mentions and their
 * entities match one to one. Written apart from the renderer, so that both would have to be wrong. Empty when all is
 * well.
 */
export function findLimitViolations(content: TeamsContent): LimitViolation[] {
  const found = new Violations();
  found.text("/summary", content.summary, LIMITS.summary);
  if (/[\n\r\t]/.test(content.summary)) found.add("/summary", "more than one line");
  const bytes = JSON.stringify(content).length * 2;
  if (bytes > LIMITS.messageBytes) found.add("", `${bytes} bytes, at most ${LIMITS.messageBytes}`);
  const card = record(content.card);
  for (const name of ["version", "fallbackText", "msteams"])
    if (card[name] === undefined) found.add(`/card/${name}`, "is missing");
  found.object("/card", card, ["AdaptiveCard"]);
  found.mentions("/card/msteams", record(card["msteams"]));
  return found.list;
}

class Violations {
  readonly list: LimitViolation[] = [];
  readonly #inputIds = new Set<unknown>();
  readonly #tags: string[] = [];

  add(pointer: string, problem: string): void {
    this.list.push({ pointer, problem });
  }

  text(pointer: string, value: unknown, max: number): void {
    if (typeof value !== "string") this.add(pointer, "no text");
    else if (value === "") this.add(pointer, "empty");
    else if (value.length > max) this.add(pointer, `${value.length} characters, at most ${max}`);
    else if (!value.isWellFormed()) this.add(pointer, "half a character");
  }

  object(pointer: string, value: unknown, types: readonly string[]): void {
    const object = record(value);
    // A choice is the one object without a type.
    const { type: named = "choice" } = object;
    const type = typeof named === "string" ? named : "";
    const schema = types.includes(type) ? ELEMENT_SCHEMAS[type] : undefined;
    if (schema === undefined) return this.add(`${pointer}/type`, `"${type}" may not stand here`);
    for (const [name, rule] of Object.entries(schema.required))
      if (object[name] === undefined) this.add(`${pointer}/${name}`, "is missing");
      else this.property(`${pointer}/${name}`, object[name], rule);
    for (const [name, held] of Object.entries(object)) {
      if (name === "type" || schema.required[name] !== undefined) continue;
      const rule = schema.optional[name];
      if (rule === undefined) this.add(`${pointer}/${name}`, `${type} has no such property`);
      else this.property(`${pointer}/${name}`, held, rule);
    }
    if (type === "TextBlock" || type === "TextRun") this.#words(`${pointer}/text`, type, String(object["text"]));
    if (Array.isArray(object["actions"])) this.#visible(`${pointer}/actions`, object["actions"]);
  }

  property(pointer: string, value: unknown, rule: PropertyRule): void {
    switch (rule.is) {
      case "text":
        return this.text(pointer, value, rule.max);
      case "one-of":
        if (!rule.values.includes(value)) this.add(pointer, `"${String(value)}" is none of ${rule.values.join(", ")}`);
        return;
      case "number":
        if (typeof value !== "number" || !(value >= rule.min && value <= rule.max))
          this.add(pointer, `not from ${rule.min} to ${rule.max}`);
        return;
      case "width":
        if (!(typeof value === "number" && value > 0) && !/^(?:\d+px|stretch|auto)$/.test(String(value)))
          this.add(pointer, "no width");
        return;
      case "url":
        this.text(pointer, value, LIMITS.url);
        if (!/^https?:\/\/[^\s<>{}]+$/.test(String(value))) this.add(pointer, "no address to link");
        return;
      case "png":
        if (!/^data:image\/png;base64,[A-Za-z\d+/]+=*$/.test(String(value)))
          this.add(pointer, "no picture within the card");
        return;
      case "data":
        if (typeof value !== "object" || value === null || Array.isArray(value)) this.add(pointer, "no object");
        return;
      case "id":
        this.text(pointer, value, 100);
        if (this.#inputIds.has(value)) this.add(pointer, "is there twice");
        this.#inputIds.add(value);
        return;
      case "object":
        return this.object(pointer, value, rule.types);
      case "objects": {
        const items: readonly unknown[] = Array.isArray(value) ? value : [];
        if (!Array.isArray(value) || items.length < rule.min || items.length > rule.max)
          this.add(pointer, `${items.length} elements, ${rule.min} to ${rule.max} allowed`);
        for (const [at, item] of items.entries()) this.object(`${pointer}/${at}`, item, rule.types);
      }
    }
  }

  /** The entities against the tags that were met in text blocks. */
  mentions(pointer: string, msteams: Json): void {
    const entities: readonly unknown[] = Array.isArray(msteams["entities"]) ? msteams["entities"] : [];
    if (entities.length > LIMITS.mentions) this.add(pointer, `${entities.length} mentions, at most ${LIMITS.mentions}`);
    const named = entities.map((entity) => String(record(entity)["text"]));
    if (named.toSorted().join() !== this.#tags.toSorted().join() || new Set(named).size < named.length)
      this.add(`${pointer}/entities`, `tags ${this.#tags.join()} and entities ${named.join()} do not match one to one`);
    for (const entity of entities) {
      const { type, text, mentioned } = record(entity);
      const { id, name } = record(mentioned);
      if (type !== "mention" || text !== `<at>${String(name)}</at>` || typeof id !== "string" || id === "")
        this.add(`${pointer}/entities`, `${String(text)} is no mention`);
    }
  }

  #words(pointer: string, type: string, words: string): void {
    const tags = words.match(MENTION_TAG) ?? [];
    if (type === "TextBlock") this.#tags.push(...tags);
    else if (tags.length > 0) this.add(pointer, "a mention in rich text");
    const rest = words.replace(TIME_FUNCTION, "").replace(MENTION_TAG, "");
    if (/\{\{\s*(?:DATE|TIME)/i.test(rest)) this.add(pointer, "a broken time function");
    if (/<\/?at\b/i.test(rest)) this.add(pointer, "a broken mention");
  }

  #visible(pointer: string, actions: readonly unknown[]): void {
    const visible = actions.filter((action) => record(action)["mode"] !== "secondary").length;
    if (visible > LIMITS.visibleActions)
      this.add(pointer, `${visible} visible buttons, at most ${LIMITS.visibleActions}`);
  }
}

function record(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
