import { expect, test, vi } from "vitest";
import { IDS, inChannel, inChat, inGroupChat, saying } from "../testing/activities.ts";
import { sampleCard, sampleForm } from "../testing/sample-card.ts";
import { startWorld } from "../testing/start-world.ts";

test("in a person's own chat no mention is needed, and the person's zone is known", async () => {
  const { teams, desk, send } = await startWorld();
  await send(inChat(teams, { type: "message", text: "subscribe &quot;A&amp;B&quot;", localTimezone: "Europe/Berlin" }));
  await vi.waitFor(() => expect(teams.requests).toHaveLength(1));
  expect(desk.heard).toMatchObject([
    { kind: "say", words: 'subscribe "A&B"', asker: { person: IDS.ann.aadObjectId, timeZone: "Europe/Berlin" } },
  ]);
  expect(teams.requests[0]?.path).toBe(`/teams/v3/conversations/${IDS.chat}/activities`);
});

test.each([
  ["@perfecto status", "status"],
  ["@Perfecto", ""],
  ["subscribe @Perfecto", "subscribe @Perfecto"],
])("in a person's own chat %j is %j", async (said, words) => {
  const { teams, desk, send } = await startWorld();
  await send(inChat(teams, { type: "message", text: said }));
  await vi.waitFor(() => expect(desk.heard).toMatchObject([{ words }]));
});

test("in a group chat the answer is a message of the chat", async () => {
  const { teams, send } = await startWorld();
  await send(inGroupChat(teams, saying(teams, "help")));
  await vi.waitFor(() => expect(teams.requests).toHaveLength(1));
  expect(teams.requests[0]?.path).toBe(`/teams/v3/conversations/${IDS.groupChat}/activities`);
});

test("a question that begins a thread is answered in it", async () => {
  const { teams, send } = await startWorld();
  const conversation = { id: IDS.channel, conversationType: "channel", tenantId: teams.tenantId };
  await send(inChannel(teams, { ...saying(teams, "help"), id: "77", conversation }));
  await vi.waitFor(() => expect(teams.requests).toHaveLength(1));
  expect(teams.requests[0]?.path).toBe(`/teams/v3/conversations/${IDS.channel};messageid=77/activities`);
});

test("a form that was asked for by words is a message", async () => {
  const { teams, desk, send } = await startWorld();
  desk.reply = () => ({ kind: "form", form: sampleForm() });
  await send(inChannel(teams, saying(teams, "subscribe")));
  await vi.waitFor(() => expect(teams.requests).toHaveLength(1));
  expect(JSON.stringify(teams.requests[0]?.body)).toContain("perfecto.submit");
});

test("the same message twice is heard once", async () => {
  const { teams, desk, send, app } = await startWorld();
  const activity = inChannel(teams, saying(teams, "status"));
  await Promise.all([send(activity), send(activity)]);
  await app.stop(1_000);
  expect(desk.heard).toHaveLength(1);
  expect(teams.requests).toHaveLength(1);
});

test("a message is heard also where nobody can say whether it was heard before", async () => {
  const { teams, desk, send } = await startWorld({ app: { once: { first: () => Promise.reject(new Error("away")) } } });
  await send(inChat(teams, { type: "message", text: "status" }));
  await vi.waitFor(() => expect(desk.heard).toHaveLength(1));
});

test("bots, bystanders and reactions are not heard", async () => {
  const { teams, desk, send, app } = await startWorld();
  await send(inChat(teams, { type: "message", text: "status", from: { id: "28:another-bot" } }));
  await send(inChannel(teams, { type: "message", text: "status" }));
  await send(inChat(teams, { type: "messageReaction", reactionsAdded: [{ type: "like" }] }));
  await send(inChat(teams, { type: "messageUpdate", text: "status" }));
  await app.stop(1_000);
  expect(desk.heard).toEqual([]);
  expect(teams.requests).toEqual([]);
});

test("who waits sees that the bot is typing", { timeout: 60_000 }, async () => {
  const { teams, desk, send } = await startWorld();
  let finish = (): void => {};
  const wait = new Promise<void>((resolve) => (finish = resolve));
  desk.reply = async () => {
    await wait;
    return { kind: "card", card: sampleCard("At last."), shared: false };
  };
  expect((await send(inChannel(teams, saying(teams, "status")))).status).toBe(200);
  await vi.waitFor(() => expect(teams.requests).toHaveLength(1), 5_000);
  expect(teams.requests[0]).toMatchObject({
    path: `/teams/v3/conversations/${IDS.channel};messageid=1/activities`,
    body: { type: "typing" },
  });
  finish();
  await vi.waitFor(() => expect(teams.requests).toHaveLength(2));
});

test("an answer waits for a short while that Teams asks for; a lost one is logged", async () => {
  const { teams, send, log } = await startWorld();
  teams.script.push({ status: 429, headers: { "retry-after": "0" } });
  await send(inChat(teams, { type: "message", text: "status" }));
  await vi.waitFor(() => expect(teams.requests).toHaveLength(2));
  teams.script.push({ status: 403 });
  await send(inChat(teams, { type: "message", text: "status" }));
  await vi.waitFor(() => expect(log.lines).toMatchObject([{ level: "warn", message: "an answer is lost" }]));
});
