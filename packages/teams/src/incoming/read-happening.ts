import type { Activity } from "./activity.ts";

/** Something that happened to a place. `reach`: the channel alone, or every channel of its team. */
export type Happening =
  | { readonly kind: "installed"; readonly reach: "place" | "team" }
  | { readonly kind: "closed"; readonly reach: "place" | "team"; readonly detail: string }
  | { readonly kind: "opened"; readonly reach: "place" | "team" }
  | { readonly kind: "gone"; readonly reach: "team"; readonly detail: string }
  | { readonly kind: "renamed"; readonly name: string };

/**
 * What an activity says about a place, or nothing. Pure. A deleted channel or team can be restored for a while, so it
 * is closed, not gone. Being installed and removed is told in two ways, both of which come, and more than once.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
 */
export function readHappening(activity: Activity): Happening | undefined {
  if (activity.type === "installationUpdate") return readInstallation(activity);
  if (activity.type !== "conversationUpdate") return undefined;
  if (activity.botMri !== "" && activity.membersAdded.includes(activity.botMri)) return installed(activity);
  if (activity.botMri !== "" && activity.membersRemoved.includes(activity.botMri)) return removed(activity);
  switch (activity.eventType ?? "") {
    case "channelDeleted":
      return { kind: "closed", reach: "place", detail: "The channel was deleted." };
    case "channelRestored":
      return { kind: "opened", reach: "place" };
    case "channelRenamed":
      return activity.channelName === undefined ? undefined : { kind: "renamed", name: activity.channelName };
    case "teamArchived":
      return { kind: "closed", reach: "team", detail: "The team was archived." };
    case "teamDeleted":
      return { kind: "closed", reach: "team", detail: "The team was deleted." };
    case "teamHardDeleted":
      return { kind: "gone", reach: "team", detail: "The team was deleted for good." };
    case "teamUnarchived":
    case "teamRestored":
      return { kind: "opened", reach: "team" };
    default:
      return undefined;
  }
}

/** `remove-upgrade` is half of an upgrade, the other half of which follows at once. */
function readInstallation(activity: Activity): Happening | undefined {
  if (activity.action === "add" || activity.action === "add-upgrade") return installed(activity);
  return activity.action === "remove" ? removed(activity) : undefined;
}

function installed(activity: Activity): Happening {
  return { kind: "installed", reach: reachOf(activity) };
}

function removed(activity: Activity): Happening {
  const from = activity.placeKind === "channel" ? "team" : "chat";
  return { kind: "closed", reach: reachOf(activity), detail: `The Perfecto app was removed from the ${from}.` };
}

/** A private or shared channel has its own installation: it is told of in that channel, not in the team's first. */
function reachOf({ team, conversation, selectedChannelId }: Activity): "place" | "team" {
  return team !== undefined && (conversation.id === team.id || selectedChannelId !== undefined) ? "team" : "place";
}
