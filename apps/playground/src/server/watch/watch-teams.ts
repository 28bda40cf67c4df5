import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { Delivery, TeamsMessage, TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { objectOf, textOf } from "../../draw/read-json.ts";
import { describeTeamsDelivery } from "../timeline/describe-teams-delivery.ts";
import { describeTeamsMessage } from "../timeline/describe-teams-message.ts";
import { describeTeamsRequest } from "../timeline/describe-teams-request.ts";
import type { TeamsNames } from "../timeline/teams-names.ts";
import { placeOfConversation, viewTeamsMessage } from "../views/view-teams-message.ts";
import { type NoticeNumber, viewTeamsDialog, viewTeamsNotice, viewTeamsPlaces } from "../views/view-teams.ts";
import type { Ears } from "./ears.ts";

/** Says what happens in the simulated Teams. @returns a function that stops it */
export function watchTeams(
  teams: TeamsSimulator,
  { put, note }: Ears,
  numberOf: NoticeNumber,
  now: () => number,
): () => void {
  const names = namesOf(teams, now);
  const show = (message: TeamsMessage): void =>
    put(`teams ${message.conversationId} ${message.id}`, () => ({
      kind: "teams-message",
      message: viewTeamsMessage(message),
    }));
  const hear = (delivery: Delivery): void => note(describeTeamsDelivery(delivery, names, pressedCard(teams, delivery)));
  const stops = [
    ...(["message", "edit", "delete"] as const).map((what) =>
      teams.on(what, (message) => {
        show(message);
        note(describeTeamsMessage(what, message, names));
      }),
    ),
    teams.on("view", ({ message }) => show(message)),
    teams.on("notice", (notice) => {
      const view = viewTeamsNotice(notice, numberOf);
      put(`teams notice ${view.id}`, () => ({ kind: "teams-notice", notice: view }));
    }),
    teams.on("dialog", ({ userId }) =>
      put(`teams dialog ${userId}`, () => {
        const dialog = teams.dialog(userId);
        return { kind: "teams-dialog", userId, ...(dialog === undefined ? {} : { dialog: viewTeamsDialog(dialog) }) };
      }),
    ),
    // An installation in a team changes its channels as well.
    teams.on("place", () => {
      for (const { id } of viewTeamsPlaces(teams))
        put(`teams place ${id}`, () => {
          const place = viewTeamsPlaces(teams).find((one) => one.id === id);
          return place && { kind: "teams-place", place };
        });
    }),
    teams.on("request", (request) => note(describeTeamsRequest(request, names))),
    teams.on("delivery", hear),
    teams.on("invoke", hear),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The card in which a button was pressed, as everybody sees it. */
function pressedCard(teams: TeamsSimulator, { activity }: Delivery): JsonObject | undefined {
  const { replyToId, conversation, from } = objectOf(activity);
  const placeId = placeOfConversation(textOf(objectOf(conversation)["id"]));
  const place = teams.conversations().find(({ id }) => id === placeId);
  return place?.find(textOf(replyToId))?.cardFor(textOf(objectOf(from)["id"]));
}

function namesOf(teams: TeamsSimulator, now: () => number): TeamsNames {
  return {
    now,
    person: (userId) => teams.users().find(({ id }) => id === userId)?.name ?? userId,
    place(conversationId) {
      const placeId = placeOfConversation(conversationId);
      const place = viewTeamsPlaces(teams).find(({ id }) => id === placeId);
      if (place === undefined) return "a chat";
      if (place.kind === "personal") return `the chat with ${place.name}`;
      return "team" in place ? `${place.team} / ${place.name}` : place.name;
    },
  };
}
