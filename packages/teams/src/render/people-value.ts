import type { Mention } from "@perfecto-bot/domain";
import { isTeamsUser } from "./mention-book.ts";

const GROUP = "group:";
const HERE = "here";
const GROUP_ID = /^[\w:@.-]{1,200}$/;

/** A mention as a value of a people input; `undefined` where it can be none. */
export function peopleValue(mention: Mention): string | undefined {
  switch (mention.kind) {
    case "here":
      return HERE;
    case "group":
      return GROUP_ID.test(mention.id) ? GROUP + mention.id : undefined;
    case "user":
      return isTeamsUser(mention) ? mention.id : undefined;
  }
}

/**
 * The mentions of a submitted people input: ids separated by commas. Each once;
 * what can be no mention is left out.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
export function readPeopleValue(value: string): readonly Mention[] {
  const ids = new Set(value.split(",").map((each) => each.trim()));
  return [...ids].map(readMention).filter((mention) => peopleValue(mention) !== undefined);
}

function readMention(id: string): Mention {
  if (id === HERE) return { kind: "here", id: "" };
  return id.startsWith(GROUP) ? { kind: "group", id: id.slice(GROUP.length) } : { kind: "user", id };
}
