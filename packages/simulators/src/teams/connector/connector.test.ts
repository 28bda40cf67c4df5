import { expect, test } from "vitest";
import { stringOf } from "../../slack/json-value.ts";
import { activities, card, cardMessage, message, newThread, nightly, startInstalled } from "../testing/drive-teams.ts";

test("a thread: its root, a reply, an edit and a deletion, with every version kept", async () => {
  const { teams, client } = await startInstalled();
  const created = await client.post("conversations", newThread(nightly, message("root")));
  const rootId = stringOf(created.body["activityId"]);
  expect(created).toMatchObject({ status: 201, body: { id: `${nightly};messageid=${rootId}` } });

  const thread = `${nightly};messageid=${rootId}`;
  const reply = await client.post(activities(thread), message("reply"));
  expect(reply.status).toBe(201);
  const replyId = stringOf(reply.body["id"]);
  expect(await client.put(activities(thread, rootId), message("edited"))).toMatchObject({
    status: 200,
    body: { id: rootId },
  });
  expect(teams.channel("nightly").threads).toMatchObject([
    {
      root: { id: rootId, text: "edited", versions: [{ text: "root" }, { text: "edited" }], isBots: true },
      replies: [{ id: replyId, text: "reply", rootId, conversationId: thread }],
    },
  ]);

  expect((await client.delete(activities(thread, replyId))).status).toBe(200);
  expect(teams.channel("nightly").thread(rootId).replies).toEqual([]);
  expect((await client.delete(activities(thread, replyId))).status).toBe(404);
  expect((await client.delete(activities(nightly, rootId))).status).toBe(200);
  expect(teams.channel("nightly").threads).toEqual([]);
  expect(teams.channel("nightly").allMessages.map(({ deleted }) => deleted)).toEqual([true, true]);
});

test("an answer to an activity is a reply in its thread, and a new root under the bare channel id", async () => {
  const { teams, client } = await startInstalled();
  const rootId = await client.thread(nightly, message("root"));
  await client.post(activities(`${nightly};messageid=${rootId}`, crypto.randomUUID()), message("in the thread"));
  await client.post(activities(nightly, rootId), message("new root"));
  const shown = teams.channel(nightly).threads.map(({ root, replies }) => [root.text, replies.map(({ text }) => text)]);
  expect(shown).toEqual([
    ["root", ["in the thread"]],
    ["new root", []],
  ]);
});

test("text and card in one activity become two messages, and the card's id is lost", async () => {
  const { teams, client } = await startInstalled();
  const both = { ...cardMessage(card([{ type: "TextBlock", text: "card" }])), text: "text" };
  const rootId = await client.thread(nightly, both);
  const [thread] = teams.channel(nightly).threads;
  expect(thread?.root).toMatchObject({ id: rootId, text: "text", card: undefined });
  expect(thread?.replies).toMatchObject([{ text: "", card: { body: [{ text: "card" }] } }]);
});

test("typing is taken and leaves nothing", async () => {
  const { teams, client } = await startInstalled();
  expect((await client.post(activities(nightly), { type: "typing" })).status).toBe(201);
  expect(teams.messages()).toEqual([]);
});

test.each([
  ["no JSON object", ["text"], 400],
  ["no type", { text: "x" }, 400],
  ["a type bots cannot send", { type: "conversationUpdate" }, 400],
  ["nothing in it", { type: "message" }, 400],
  ["text that is no string", { type: "message", text: 1 }, 400],
  ["an attachment without contentType", { type: "message", attachments: [{}] }, 400],
  ["a card that is none", cardMessage({ type: "Card" }), 400],
  ["an unknown format", { type: "message", text: "x", textFormat: "html" }, 400],
])("an activity with %s is refused", async (_name, activity, status) => {
  const { teams, client } = await startInstalled();
  expect((await client.post(activities(nightly), activity)).status).toBe(status);
  expect(teams.messages()).toEqual([]);
});

test("100 KB are counted as UTF-16", async () => {
  const { teams, client } = await startInstalled();
  const room = 100 * 1024 - JSON.stringify(message("")).length * 2;
  expect((await client.post(activities(nightly), message("x".repeat(room / 2)))).status).toBe(201);
  const refused = await client.post(activities(nightly), message("x".repeat(room / 2 + 1)));
  expect(refused).toMatchObject({ status: 413, body: { error: { code: "MessageSizeTooBig" } } });
  expect(teams.messages()).toHaveLength(1);
});

test("a picture in a card counts like everything else", async () => {
  const { client } = await startInstalled();
  const post = async (length: number): Promise<number> => {
    const url = `data:image/png;base64,${"A".repeat(length)}`;
    const picture = cardMessage(card([{ type: "Image", url, altText: "Pass rate" }]));
    return (await client.post(activities(nightly), picture)).status;
  };
  expect([await post(40_000), await post(51_200)]).toEqual([201, 413]);
});

test("a chat with one person, made once and found again", async () => {
  const { teams, client } = await startInstalled();
  const members = [{ id: teams.user("dana").aadObjectId }];
  const first = await client.post("conversations", { members, tenantId: teams.tenantId });
  expect(first).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^a:/) } });
  const again = await client.post("conversations", { members, channelData: { tenant: { id: teams.tenantId } } });
  expect(again.body["id"]).toBe(first.body["id"]);
  await client.post(activities(stringOf(first.body["id"])), message("hello"));
  expect(teams.personal("dana").messages.map(({ text }) => text)).toEqual(["hello"]);
  expect((await client.post("conversations", { members })).status).toBe(400);
  expect((await client.post("conversations", { isGroup: true, members, tenantId: teams.tenantId })).status).toBe(400);
});

test("members in pages, one member, the team and its channels", async () => {
  const { teams, client } = await startInstalled();
  const path = `conversations/${encodeURIComponent(nightly)}`;
  const page = await client.get(`${path}/pagedmembers?pageSize=2`);
  expect(page.body).toMatchObject({
    members: [{ name: "Quinn QA", aadObjectId: teams.user("quinn").aadObjectId }, { name: "Dana Dev" }],
    continuationToken: "2",
  });
  const last = await client.get(`${path}/pagedmembers?pageSize=2&continuationToken=2`);
  expect(last.body).toEqual({ members: [expect.objectContaining({ name: "Omari On-Call" })] });
  const { id } = teams.user("omari");
  expect((await client.get(`${path}/members/${encodeURIComponent(id)}`)).body["id"]).toBe(id);
  expect(await client.get(`${path}/members/nobody`)).toMatchObject({ status: 404 });

  const team = `teams/${encodeURIComponent(teams.team("Mobile").id)}`;
  expect((await client.get(team)).body).toMatchObject({ name: "Mobile", tenantId: teams.tenantId, memberCount: 3 });
  const channels = [
    { id: teams.team("Mobile").id, type: "standard" },
    { id: nightly, name: "nightly", type: "standard" },
  ];
  expect((await client.get(`${team}/conversations`)).body).toEqual({ conversations: channels });
});

test("what is not served is 404, and calls are logged without tokens", async () => {
  const { teams, client } = await startInstalled();
  expect((await client.get("bots")).status).toBe(404);
  await client.post(activities(nightly), message("x"));
  expect(teams.requests.slice(1)).toMatchObject([
    { operation: "unknown", status: 404, ok: false },
    { operation: "send", conversationId: nightly, status: 201, ok: true, body: { text: "x" } },
  ]);
  expect(JSON.stringify(teams.requests)).not.toMatch(/simulated\./);
  expect(JSON.stringify(teams.requests)).not.toContain(teams.appPassword);
});
