import type { Conversation } from "@perfecto-bot/domain";
import type { LifecycleEvent } from "@perfecto-bot/pipeline";
import type { KnownPlace } from "../places/place-book.ts";
import { cardContent } from "../channel/card-content.ts";
import type { Activity } from "./activity.ts";
import type { Intake } from "./intake.ts";
import type { Happening } from "./read-happening.ts";
import { welcomeCard } from "./welcome-card.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Reacts to what happened to a place. Any number of times: only the welcome is said once. */
export async function hearHappening(happening: Happening, activity: Activity, intake: Intake): Promise<void> {
  const { book, desk } = intake;
  const { conversation } = activity;
  if (happening.kind === "renamed") {
    const place = await book.place(conversation);
    if (place !== undefined) await book.keepPlace(conversation, { ...place, name: happening.name });
    return desk.happened({ kind: "conversation-renamed", conversation, name: happening.name });
  }
  for (const { conversation: hit, place } of await placesOf(happening, activity, intake)) {
    const { closed: _before, ...open } = place;
    const isOpen = happening.kind === "installed" || happening.kind === "opened";
    await book.keepPlace(hit, {
      ...open,
      ...(isOpen ? {} : { closed: happening.detail }),
      ...(hit.id === conversation.id || isOpen ? { serviceUrl: activity.serviceUrl } : {}),
    });
    await desk.happened(eventOf(happening, hit));
  }
  if (activity.placeKind === "personal") await noteOwnChat(happening, activity, intake);
  if (happening.kind === "installed") await welcome(activity, intake);
}

function eventOf(happening: Exclude<Happening, { kind: "renamed" }>, conversation: Conversation): LifecycleEvent {
  switch (happening.kind) {
    case "installed":
    case "opened":
      return { kind: "conversation-available", conversation };
    case "closed":
      return { kind: "conversation-unavailable", conversation, detail: happening.detail };
    case "gone":
      return { kind: "conversation-gone", conversation, detail: happening.detail };
  }
}

async function placesOf(
  { reach }: Exclude<Happening, { kind: "renamed" }>,
  { conversation, team }: Activity,
  { book }: Intake,
): Promise<readonly KnownPlace[]> {
  if (reach === "team" && team !== undefined) return book.channelsOf(conversation.workspace, team.id);
  const place = await book.place(conversation);
  return place === undefined ? [] : [{ conversation, place }];
}

/** The chat in which one person can be told something, while the app is theirs. */
async function noteOwnChat(happening: Happening, { person, conversation }: Activity, { book }: Intake): Promise<void> {
  if (person === undefined) return;
  const { chatId: _before, ...known } = (await book.person(conversation.workspace, person.id)) ?? {};
  const has = happening.kind === "installed";
  await book.keepPerson(conversation.workspace, person.id, { ...known, ...(has ? { chatId: conversation.id } : {}) });
}

/** In a team: in the channel that was chosen for it, or else the team's first. */
async function welcome(
  { conversation, team, selectedChannelId, serviceUrl, placeKind }: Activity,
  { once, office, log }: Intake,
): Promise<void> {
  const place = `${conversation.workspace}/${team?.id ?? conversation.id}`;
  if (!(await once.first("teams-welcome", place, DAY_MS))) return;
  const card = welcomeCard();
  const there = { ...conversation, id: selectedChannelId ?? conversation.id };
  const at = { serviceUrl, isChannel: placeKind === "channel" };
  const outcome = await office.post(there, cardContent(card), at);
  if (outcome.kind !== "posted") log.warn({ conversation: there.id, detail: outcome.detail }, "no welcome");
}
