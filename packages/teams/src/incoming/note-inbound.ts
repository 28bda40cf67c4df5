import type { Activity } from "./activity.ts";
import type { Intake } from "./intake.ts";

/**
 * Keeps what any activity tells by the way: where Teams serves the place (it may move at any time), names, and a
 * person's own chat. Somebody who speaks in a place proves that it is open; a tenant that sends anything has not
 * blocked the app.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export async function noteInbound(activity: Activity, { book, desk, inFlight }: Intake): Promise<void> {
  const { conversation, serviceUrl, placeKind, team, channelName } = activity;
  const { workspace } = conversation;
  const known = await book.place(conversation);
  const speaks = activity.type === "message" || activity.type === "invoke";
  const { closed, ...before } = known ?? {};
  const stillClosed = closed === undefined || speaks ? {} : { closed };
  await book.keepPlace(conversation, {
    ...before,
    kind: placeKind,
    serviceUrl,
    ...(team === undefined ? {} : { teamId: team.id }),
    ...(channelName === undefined ? {} : { name: channelName }),
    ...stillClosed,
  });
  const tenant = await book.tenant(workspace);
  const isBlocked = tenant?.dead?.cause === "blocked";
  await book.keepTenant(workspace, isBlocked ? { serviceUrl } : { ...tenant, serviceUrl });
  await notePeople(activity, book);
  // It may wait for the store, and whoever spoke should not wait for it.
  void inFlight.run(async () => {
    if (isBlocked) await desk.happened({ kind: "installation-available", channel: "teams", workspace });
    if (closed !== undefined && speaks) await desk.happened({ kind: "conversation-available", conversation });
  });
}

async function notePeople(
  { person, mentions, botMri, placeKind, conversation, type }: Activity,
  book: Intake["book"],
): Promise<void> {
  const { workspace, id } = conversation;
  const isOwnChat = placeKind === "personal" && (type === "message" || type === "invoke");
  if (person !== undefined && person.mri !== botMri && (person.name !== undefined || isOwnChat)) {
    const known = await book.person(workspace, person.id);
    const name = person.name === undefined ? {} : { name: person.name };
    await book.keepPerson(workspace, person.id, { ...known, ...name, ...(isOwnChat ? { chatId: id } : {}) });
  }
  for (const { id: mri, aadObjectId, name } of mentions) {
    if (mri === botMri || !mri.startsWith("29:") || name === undefined) continue;
    const who = aadObjectId ?? mri;
    await book.keepPerson(workspace, who, { ...(await book.person(workspace, who)), name });
  }
}
