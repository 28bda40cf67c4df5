import { expect, test } from "vitest";
import { stringOf } from "../../slack/json-value.ts";
import {
  activities,
  card,
  cardMessage,
  connect,
  message,
  newThread,
  nightly,
  start,
  startInstalled,
} from "../testing/drive-teams.ts";

const refused = (status: number, code: string) => ({ status, body: { error: { code } } });

test("where the bot is not installed, or was removed, it is not in the roster", async () => {
  const teams = await start();
  const client = await connect(teams);
  const post = () => client.post("conversations", newThread(nightly, message("x")));
  expect(await post()).toMatchObject(refused(403, "BotNotInConversationRoster"));
  await teams.install({ team: "Mobile" });
  expect((await post()).status).toBe(201);
  await teams.uninstall({ team: "Mobile" });
  expect(await post()).toMatchObject(refused(403, "BotNotInConversationRoster"));
  expect(await client.get(`teams/${encodeURIComponent(teams.team("Mobile").id)}`)).toMatchObject({ status: 403 });
  expect(teams.channel(nightly).messages).toHaveLength(1);
});

test("a team's installation does not reach into private and shared channels", async () => {
  const { teams, client } = await startInstalled();
  for (const name of ["releases", "vendors"]) {
    const { id } = teams.channel(name);
    expect((await client.post(activities(id), message("x"))).status).toBe(403);
    await teams.install({ channel: name });
    expect((await client.post(activities(id), message("x"))).status).toBe(201);
  }
});

test("a person without the bot cannot be written to", async () => {
  const teams = await start();
  const client = await connect(teams);
  const create = () =>
    client.post("conversations", { members: [{ id: teams.user("dana").id }], tenantId: teams.tenantId });
  expect(await create()).toMatchObject(refused(403, "ForbiddenOperationException"));
  await teams.install({ user: "dana" });
  expect((await create()).status).toBe(201);
});

test("a person who blocked the bot, in both forms of errors", async () => {
  const teams = await start();
  await teams.install({ user: "dana" });
  const client = await connect(teams);
  const send = () => client.post(activities(teams.personal("dana").id), message("x"));
  teams.block({ user: "dana" });
  expect(await send()).toMatchObject(refused(403, "ConversationBlockedByUser"));
  teams.block({ user: "dana", as: "writes-blocked" });
  const older = await send();
  expect(older).toMatchObject({ status: 403, body: { errorCode: 209 } });
  expect(JSON.parse(stringOf(older.body["message"]))).toMatchObject({ subCode: "MessageWritesBlocked" });
  teams.unblock({ user: "dana" });
  expect((await send()).status).toBe(201);
});

test("a tenant's administrator disables the bot", async () => {
  const { teams, client } = await startInstalled();
  teams.setDisabledByAdmin(true);
  expect(await client.post(activities(nightly), message("x"))).toMatchObject(refused(403, "BotDisabledByAdmin"));
  teams.setDisabledByAdmin(false);
  expect((await client.post(activities(nightly), message("x"))).status).toBe(201);
});

test("what is not there is 404: channel, thread, message", async () => {
  const { teams, client } = await startInstalled();
  const rootId = await client.thread(nightly, message("root"));
  const other = await client.thread(nightly, message("other"));
  const gone = refused(404, "ConversationNotFound");
  expect(await client.post(activities("19:nowhere@thread.tacv2"), message("x"))).toMatchObject(gone);
  expect(await client.post(activities(`${nightly};messageid=1`), message("x"))).toMatchObject(gone);
  expect(await client.put(activities(nightly, "1"), message("x"))).toMatchObject(
    refused(404, "ActivityNotFoundInConversation"),
  );
  // A message of another thread
  expect((await client.put(activities(`${nightly};messageid=${rootId}`, other), message("x"))).status).toBe(404);
  expect(await client.post(activities("nonsense"), message("x"))).toMatchObject(refused(400, "BadSyntax"));
  await teams.channelDeleted({ channel: "nightly" });
  expect(await client.post(activities(nightly), message("x"))).toMatchObject(gone);
  await teams.channelRestored({ channel: "nightly" });
  await client.delete(activities(nightly, rootId));
  expect(await client.put(activities(`${nightly};messageid=${rootId}`, rootId), message("x"))).toMatchObject(
    refused(404, "ActivityNotFoundInConversation"),
  );
  expect(await client.post(activities(`${nightly};messageid=${rootId}`), message("x"))).toMatchObject(gone);
  expect((await client.post(activities(nightly), message("x"))).status).toBe(201);
});

test("the bot cannot change what a person wrote", async () => {
  const { teams, client } = await startInstalled();
  const { message: written } = await teams.say({ user: "dana", channel: "nightly", text: "mine" });
  expect(await client.put(activities(nightly, written.id), message("yours"))).toMatchObject(
    refused(403, "NotEnoughPermissions"),
  );
  expect(written.text).toBe("mine");
});

test("two writes in one channel at once: the second is refused and changes nothing", async () => {
  const { teams, client } = await startInstalled();
  const rootId = await client.thread(nightly, message("root"));
  const fault = teams.faults.add({ operation: "update", behave: { kind: "slow", delayMs: 60_000 } });
  const atWork = client.put(activities(nightly, rootId), message("edited")).catch(() => undefined);
  await expect.poll(() => fault.struck).toBe(1);
  const thread = `${nightly};messageid=${rootId}`;
  expect(await client.post(activities(thread), message("meanwhile"))).toMatchObject(refused(412, "PreconditionFailed"));
  expect(teams.channel(nightly).messages).toHaveLength(1);
  expect((await client.post(activities(teams.team("Mobile").id), message("elsewhere"))).status).toBe(201);
  expect((await client.get(`conversations/${encodeURIComponent(nightly)}/members`)).status).toBe(200);
  teams.cutConnections();
  await atWork;
});

test("a blank card is flagged, or refused where that is asked for", async () => {
  const { teams, client } = await startInstalled();
  const blank = cardMessage(card([{ type: "Image" }, { type: "TextBlock", text: "lost on phones" }]));
  const rootId = await client.thread(nightly, blank);
  const { root } = teams.channel(nightly).thread(rootId);
  expect(root.blank).toBe(true);
  expect(root.problems).toMatchObject([{ path: "body[0].url", kind: "invalid" }]);
  await client.put(activities(nightly, rootId), cardMessage(card([{ type: "TextBlock", text: "good" }])));
  expect([root.blank, root.versions.map((version) => version.blank)]).toEqual([false, [true, false]]);
  teams.settings.refuseBlankCards = true;
  expect((await client.put(activities(nightly, rootId), blank)).status).toBe(400);
});
