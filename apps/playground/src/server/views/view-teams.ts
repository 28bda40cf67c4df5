import type { Dialog, Notice, TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { KEPT } from "../../wire/apply-event.ts";
import type {
  TeamsDialogView,
  TeamsNoticeView,
  TeamsPersonView,
  TeamsPlaceView,
  TeamsView,
} from "../../wire/teams-state.ts";
import { demoOrganisation } from "../../world/demo-tenant.ts";
import { viewTeamsMessage } from "./view-teams-message.ts";
import { viewTeamsChannel, viewTeamsChat } from "./view-teams-place.ts";

/** Gives each notice a number, the same at every call, growing in the order in which they are first seen. */
export type NoticeNumber = (notice: Notice) => number;

/** What the page shows of Teams; without a simulated one, that it is not simulated. */
export function viewTeams(teams: TeamsSimulator | undefined, numberOf: NoticeNumber): TeamsView {
  if (teams === undefined) return realTeams;
  const people = viewTeamsPeople(teams);
  const messages = teams.messages().toSorted((a, b) => Number(a.id) - Number(b.id));
  const notices = people.flatMap(({ id }) => teams.notices(id)).map((notice) => viewTeamsNotice(notice, numberOf));
  return {
    simulated: true,
    organisation: demoOrganisation,
    botName: teams.name,
    people,
    places: viewTeamsPlaces(teams),
    messages: messages.slice(-KEPT.messages).map(viewTeamsMessage),
    notices: notices.toSorted((a, b) => a.id - b.id).slice(-KEPT.notices),
    dialogs: people.flatMap(({ id }) => {
      const dialog = teams.dialog(id);
      return dialog === undefined ? [] : [viewTeamsDialog(dialog)];
    }),
  };
}

/** Everybody of the tenant. */
export function viewTeamsPeople(teams: Pick<TeamsSimulator, "users">): readonly TeamsPersonView[] {
  return teams.users().map(({ id, name }) => ({ id, name }));
}

/** Every place that is not deleted: channels by team, then chats. */
export function viewTeamsPlaces(teams: Pick<TeamsSimulator, "teams" | "channels" | "conversations">) {
  const living = <Place extends { readonly deleted: boolean }>(places: readonly Place[]): readonly Place[] =>
    places.filter(({ deleted }) => !deleted);
  const channels = living(teams.teams()).flatMap(({ id }) => living(teams.channels(id)));
  const chats = living(teams.conversations()).filter(({ kind }) => kind !== "channel");
  return [...channels.map(viewTeamsChannel), ...chats.map(viewTeamsChat)] satisfies readonly TeamsPlaceView[];
}

/** A line that one person alone sees. */
export function viewTeamsNotice(notice: Notice, numberOf: NoticeNumber): TeamsNoticeView {
  const { userId, from, text, messageId } = notice;
  return { id: numberOf(notice), userId, from, text, ...(messageId === undefined ? {} : { messageId }) };
}

/** A dialog on somebody's screen. */
export function viewTeamsDialog({ userId, title, card }: Dialog): TeamsDialogView {
  return { userId, title, card };
}

/** Numbers notices. */
export function numberNotices(): NoticeNumber {
  const numbers = new WeakMap<Notice, number>();
  let last = 0;
  return (notice) => {
    const number = numbers.get(notice) ?? ++last;
    numbers.set(notice, number);
    return number;
  };
}

const realTeams: TeamsView = {
  simulated: false,
  organisation: "",
  botName: "",
  people: [],
  places: [],
  messages: [],
  notices: [],
  dialogs: [],
};
