import type { FakeTeams } from "./fake-teams.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Ids of a team, its channels, a chat and people, as Teams writes them. */
export const IDS = {
  team: "19:general@thread.tacv2",
  channel: "19:news@thread.tacv2",
  groupChat: "19:group@thread.v2",
  chat: "a:chat-of-ann",
  ann: { id: "29:ann-for-this-bot", aadObjectId: "aaaaaaaa-0000-4000-8000-00000000000a", name: "Ann Lee" },
} as const;

let nextActivity = 1;

/** What every activity of Teams has. */
export function anActivity(teams: Pick<FakeTeams, "url" | "appId" | "tenantId">, fields: Fields): Fields {
  nextActivity += 1;
  return {
    id: String(1_600_000_000_000 + nextActivity),
    timestamp: "2026-11-23T09:00:00.000Z",
    channelId: "msteams",
    serviceUrl: `${teams.url}/teams/`,
    from: IDS.ann,
    recipient: { id: `28:${teams.appId}`, name: "Perfecto" },
    ...fields,
  };
}

/** Something happening in a channel, in the thread that begins with message 1. */
export function inChannel(teams: FakeTeams, fields: Fields): Fields {
  return anActivity(teams, {
    conversation: {
      id: `${IDS.channel};messageid=1`,
      conversationType: "channel",
      isGroup: true,
      tenantId: teams.tenantId,
    },
    channelData: { tenant: { id: teams.tenantId }, team: { id: IDS.team }, channel: { id: IDS.channel } },
    ...fields,
  });
}

/** Something happening in Ann's own chat with the bot. */
export function inChat(teams: FakeTeams, fields: Fields): Fields {
  return anActivity(teams, {
    conversation: { id: IDS.chat, conversationType: "personal", tenantId: teams.tenantId },
    channelData: { tenant: { id: teams.tenantId } },
    ...fields,
  });
}

/** Something happening in a group chat. */
export function inGroupChat(teams: FakeTeams, fields: Fields): Fields {
  return anActivity(teams, {
    conversation: { id: IDS.groupChat, conversationType: "groupChat", isGroup: true, tenantId: teams.tenantId },
    channelData: { tenant: { id: teams.tenantId } },
    ...fields,
  });
}

/** Ann says something to the bot, which she mentions. */
export function saying(teams: FakeTeams, words: string): Fields {
  const text = "<at>Perfecto</at>";
  return {
    type: "message",
    text: `${text}&nbsp;${words}`,
    entities: [{ type: "mention", text, mentioned: { id: `28:${teams.appId}`, name: "Perfecto" } }],
  };
}

/** Ann presses a button. */
export function pressing(verb: string, data: unknown): Fields {
  return {
    type: "invoke",
    name: "adaptiveCard/action",
    replyToId: "1",
    value: { action: { type: "Action.Execute", verb, data } },
  };
}
