import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { generateBuild } from "@perfecto-bot/simulators/lab";
import type { InboundTokenInput, TeamsMessage } from "@perfecto-bot/simulators/teams";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { objectsIn } from "./json-parts.ts";
import { teamsPerson, type TeamsPerson } from "./teams-person.ts";
import { startTeamsWorld, type TeamsWorld } from "./teams-world.ts";

const HOUR_MS = 3_600_000;
const PATIENCE = { timeout: 90_000, interval: 50 };

let world: TeamsWorld;
let quinn: TeamsPerson;

beforeAll(async () => {
  world = await startTeamsWorld();
  quinn = teamsPerson(world.teams);
  await vi.waitFor(() => {
    if (world.teams.messages().length !== 1) throw new Error("no welcome in the first team yet");
  }, PATIENCE);
  world.lab.putAll([...endedBuild("Nightly Regression", 44), ...endedBuild("Payments", 3)]);
});
afterAll(() => world.end());

test("installed in a team, told four times: one welcome, which says what to do and has a door to the form", async () => {
  const { teams } = world;
  teams.addTeam({ name: "Payments team" });
  const welcome = await quinn.after(() =>
    teams.install({ team: "Payments team", times: 2, first: "conversationUpdate" }),
  );
  expect(quinn.read(welcome)).toContain("Hello! I bring Perfecto test results to this conversation.");
  expect(quinn.read(welcome)).toContain("subscribe – post the builds of a job here");
  expect((await quinn.press(welcome, { title: "Subscribe to a job" })).seen).toContain("CI job: ");
  const { id } = teams.team("Payments team");
  const answer = await quinn.after(() => teams.say({ user: "quinn", channel: id, mention: true, text: "status" }));
  expect(teams.channel(id).messages.filter(({ isBots }) => isBots)).toEqual([welcome, answer]);
});

describe("words", () => {
  test("help, in the thread of the question", async () => {
    const { teams } = world;
    const answer = await quinn.mention("help");
    expect(teams.channel("mobile-qa").messages.find(({ id }) => id === answer.rootId)?.text).toContain("help");
    expect(quinn.read(answer)).toContain("why – why something was posted here, or was not");
    expect(quinn.read(await quinn.mention("help subscribe"))).toContain("subscribe <job> [filter]");
  });

  test("with mistakes are told all of them at once, each with its place, and nothing is done", async () => {
    const answer = await quinn.mention("subscribe Nightly plattform:iOS on:sometimes thread:of");
    const screen = quinn.read(answer);
    expect(screen).toContain("I did not understand that: 3 mistakes");
    expect(screen).toContain(
      [
        "subscribe Nightly plattform:iOS on:sometimes thread:of",
        "                  ^^^^^^^^^        ^^^^^^^^^        ^^",
      ].join("\n"),
    );
    expect(screen).toContain("unknown key plattform: did you mean platform?");
    expect(screen).toContain("on: takes failures, all or changes, not sometimes");
    expect(screen).toContain("thread: takes on, off or broadcast, not of: did you mean on?");
    expect((await quinn.press(answer, { title: "Help" })).seen).toContain("What I can do for your test channel");
    expect(await listed("mobile-qa")).toContain("No subscriptions here yet");
  });

  test("mute and unmute, also by the button", async () => {
    const muted = await quinn.mention("mute Payments 2h", "third");
    expect(quinn.read(muted)).toMatch(/Muted job:Payments until .* by quinn/u);
    expect((await pressOpenly(muted, "Unmute")).screen).toContain("Unmuted job:Payments");
    await quinn.mention("mute Payments 2h", "third");
    expect(quinn.read(await quinn.mention("unmute", "third"))).toContain("Unmuted job:Payments");
    expect(quinn.read(await quinn.mention("unmute", "third"))).toContain("Nothing is muted here");
  });

  test("why and status", async () => {
    expect(quinn.read(await quinn.mention("why Nightly Regression #44", "third"))).toMatch(
      /Nightly Regression #44\]\(\S+\): not posted here, because/u,
    );
    expect(quinn.read(await quinn.mention("status", "third"))).toContain("All is well\nlab: not polled yet;");
  });

  test("alone with the bot need no mention, and may have the name that the help shows", async () => {
    await quinn.after(() => world.teams.install({ user: "quinn" }));
    const { read, write } = quinn;
    expect(read(await write("subscribe Payments on:failures"))).toContain("Subscribed to Payments");
    expect(read(await write("@Perfecto subscriptions"))).toContain("1 subscription here");
    expect(await listed("third")).toContain("No subscriptions here yet");
    expect(read(await write("unsubscribe Payments"))).toContain("Unsubscribed from Payments");
  });
});

describe("subscriptions", () => {
  let list: TeamsMessage;
  let payments: string;
  beforeAll(async () => {
    await quinn.mention("subscribe Nightly Regression on:failures");
    await quinn.mention("subscribe Payments");
  });
  const refresh = async (): Promise<void> => {
    list = await quinn.mention("subscriptions");
    payments = quinn.subjects(list, "subscription-edit")[1] ?? "";
    expect(quinn.read(list)).toContain(`Payments · ${payments}`);
  };

  test("are paused and resumed by their buttons, and everybody sees by whom", async () => {
    await refresh();
    expect(quinn.read(list)).toContain("2 subscriptions here");
    const paused = await pressOpenly(list, { action: "subscription-pause", subject: payments });
    expect(paused.screen).toContain("Paused the subscription to Payments\nBy <at>quinn</at>.");
    expect(paused.seen).toBe(paused.screen);
    expect(quinn.read(await quinn.mention("status"))).toMatch(/1 active[\s\S]*Payments/u);
    expect((await pressOpenly(paused.message, "Resume")).screen).toContain("Resumed the subscription to Payments");
  });

  test("are removed after a question, and restored by the way back, however often it is pressed", async () => {
    await refresh();
    expect(quinn.read(list)).toContain("Remove the subscription to Payments? It can be restored afterwards.");
    const removed = await pressOpenly(list, { action: "subscription-remove", subject: payments });
    expect(removed.screen).toContain("Unsubscribed from Payments");
    expect(await listed("mobile-qa")).toContain("1 subscription here");
    const dana = teamsPerson(world.teams, "dana");
    const undone = await pressOpenly(removed.message, "Undo");
    expect(undone.screen).toContain("Restored the subscription to Payments");
    await dana.after(() => dana.press(removed.message, { title: "Undo" }));
    expect(await listed("mobile-qa")).toContain("2 subscriptions here");
  });

  test("are made by the form: a mistake shows at its input with all that was entered, and then it is right", async () => {
    const door = await quinn.mention("subscriptions", "second");
    const opened = await quinn.press(door, { title: "Add subscription" });
    expect(opened.seen).toMatch(/^Subscribe to a job\n[\s\S]*CI job: \n[\s\S]*When: all\n/u);
    const unfilled = await quinn.press(door, { title: "Subscribe" });
    expect(unfilled.receipt.notSent).toContain("name-job");
    const search = { user: "quinn", message: door, input: "name-job", text: "Pay" };
    expect((await world.teams.search(search)).choices.map(({ title }) => title)).toEqual(["Payments", "Pay"]);
    const inputs = { "name-job": "Payments", "text-filter": "plattform:iPhone*", "text-on": "failures" };
    const mistaken = await quinn.press(door, { title: "Subscribe" }, inputs);
    expect(mistaken.seen).toMatch(
      /CI job: Payments\n[\s\S]*Only these tests: plattform:iPhone\*\n.*\n.*unknown key “plattform”: did you mean “platform”\?\nWhen: failures\n/u,
    );
    expect(await listed("second")).toContain("No subscriptions here yet");
    const dana = world.teams.user("dana").aadObjectId;
    const right = { "text-filter": "platform:iPhone*", "people-mention": dana };
    const made = await pressOpenly(door, "Subscribe", right);
    expect(made.screen).toContain("Subscribed to Payments with platform:iPhone*\nBuilds with failures:");
    expect(made.screen).toContain("failures call");
    expect(made.seen).toBe(made.screen);
    expect(await listed("second")).toContain("1 subscription here");
  });

  test("are edited by the form, which starts with what is there", async () => {
    const there = await quinn.mention("subscriptions", "second");
    const form = await quinn.press(there, { title: "Edit" });
    expect(form.seen).toMatch(/^Edit subscription\n[\s\S]*CI job: Payments\n[\s\S]*When: failures\n/u);
    const changed = await pressOpenly(there, "Save", { "text-filter": "" });
    expect(changed.screen).toContain("Changed the subscription to Payments\n");
    expect(await listed("second")).toContain("1 subscription here");
  });
});

describe("a button forged to name another conversation's subscription", () => {
  test.each([
    "subscription-edit",
    "subscription-pause",
    "subscription-resume",
    "subscription-remove",
    "subscription-restore",
  ])("%s changes nothing and tells nothing", async (action) => {
    const { teams } = world;
    const list = await quinn.mention("subscriptions", "mobile-qa");
    const [subject = ""] = quinn.subjects(list, "subscription-pause");
    expect(subject).not.toBe("");
    await quinn.press(await quinn.mention("help", "third"), { title: "Subscribe to a job" });
    const [genuine] = objectsIn([teams.deliveries.at(-1)?.activity]);
    const id = `f:${crypto.randomUUID()}`;
    const value = {
      action: { type: "Action.Execute", verb: "perfecto", data: { action, subject } },
      trigger: "manual",
    };
    const receipt = await teams.rawActivity({ body: { ...genuine, id, value } });
    expect(receipt.status).toBe(200);
    expect(JSON.stringify(receipt.body)).toContain("This subscription no longer exists");
    expect(quinn.read(await quinn.mention("subscriptions", "mobile-qa"))).toBe(quinn.read(list));
  });
});

describe("the endpoint", () => {
  test.each<[string, InboundTokenInput]>([
    ["expired", { expired: true }],
    ["for another bot", { audience: crypto.randomUUID() }],
    ["of another issuer", { issuer: "https://sts.windows.net/somebody/" }],
    ["signed with HS256 and the public key", { algorithm: "HS256" }],
    ["not signed", { algorithm: "none" }],
    ["signed with a key nobody published", { signWithForeignKey: true }],
    ["issued for another service", { serviceUrl: "https://smba.trafficmanager.net/emea/" }],
  ])("refuses a token %s", async (_name, wish) => {
    expect(await refused({}, wish)).toBe(401);
  });

  test("refuses a foreign tenant, a foreign service, and no token at all", async () => {
    const foreign = crypto.randomUUID();
    const tenant = { channelData: { tenant: { id: foreign } }, conversation: { id: "a:1", tenantId: foreign } };
    expect(await refused(tenant)).toBe(403);
    const serviceUrl = "https://attacker.example/";
    expect(await refused({ serviceUrl }, { serviceUrl })).toBe(401);
    expect((await world.teams.rawActivity({ body: genuineStatus(), token: null })).status).toBe(401);
  });

  test.each(["{}", '{"type":5}', "", "null", "[]", '"message"', "{", '{"type":"message"}'])(
    "refuses %j with a good token",
    async (body) => {
      const { status = 0 } = await world.teams.rawActivity({ body });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    },
  );

  test("refuses 10 MB, announced or not, and lives on", async () => {
    const token = await world.teams.inboundToken();
    expect(await answerTo(openRequest(token, `content-length: ${LARGE_BYTES}`))).toBe(413);
    for (let round = 0; round < 5; round += 1) {
      const socket = openRequest(token, "transfer-encoding: chunked");
      const status = answerTo(socket);
      socket.write(`${LARGE_BYTES.toString(16)}\r\n`);
      socket.write(Buffer.alloc(LARGE_BYTES, "1"));
      expect([413, "cut off"]).toContain(await status);
    }
    expect((await fetch(`${world.service.url}/readyz`)).status).toBe(200);
    expect(quinn.read(await quinn.mention("status", "third"))).toContain("All is well");
  });
});

test("on the way nothing went wrong in the service, and every card was one that Teams shows", () => {
  expect(world.logged.filter((line) => /"level":(?:50|60)/u.test(line))).toEqual([]);
  const { teams } = world;
  expect(teams.messages().filter(({ blank, problems }) => blank || problems.length > 0)).toEqual([]);
  expect(teams.notices("quinn").filter(({ from }) => from === "teams")).toEqual([]);
});

async function listed(channel: string): Promise<string> {
  return quinn.read(await quinn.mention("subscriptions", channel));
}

/** Presses a button by its title or its data, whose answer everybody sees. */
async function pressOpenly(on: TeamsMessage, button: string | Record<string, string>, inputs = {}) {
  let seen = "";
  const message = await quinn.after(async () => {
    const choice = typeof button === "string" ? { title: button } : { data: button };
    ({ seen } = await quinn.press(on, choice, inputs));
  });
  return { message, screen: quinn.read(message), seen };
}

/** A question as Quinn asks it alone with the bot; it would be answered. */
function genuineStatus() {
  const { teams } = world;
  return {
    type: "message",
    id: crypto.randomUUID(),
    text: "status",
    channelId: "msteams",
    serviceUrl: teams.serviceUrl,
    from: { id: teams.user("quinn").id },
    recipient: { id: teams.botId },
    conversation: { id: teams.personal("quinn").id, conversationType: "personal", tenantId: teams.tenantId },
  };
}

/** The status a changed question or a forged token gets, while the bot says nothing. */
async function refused(change: object, wish: InboundTokenInput = {}): Promise<number | undefined> {
  const { teams } = world;
  const before = teams.messages().length;
  const token = await teams.inboundToken(wish);
  const { status } = await teams.rawActivity({ body: { ...genuineStatus(), ...change }, token });
  expect(teams.messages()).toHaveLength(before);
  return status;
}

const LARGE_BYTES = 10_000_000;

function openRequest(token: string, framing: string): Socket {
  const { hostname, port } = new URL(world.service.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  const head = ["POST /api/messages HTTP/1.1", "host: x", "content-type: application/json", framing];
  socket.write(`${[...head, `authorization: Bearer ${token}`].join("\r\n")}\r\n\r\n`);
  return socket;
}

/** The answer's status. Whoever refuses a body may cut the connection before the answer is read. */
async function answerTo(socket: Socket): Promise<number | "cut off"> {
  const heard: unknown[] = await Promise.race([once(socket, "data"), once(socket, "close")]);
  socket.destroy();
  const [, status] = /^HTTP\/1\.1 (\d+)/u.exec(String(heard[0])) ?? [];
  return status === undefined ? "cut off" : Number(status);
}

function endedBuild(job: string, number: number) {
  return generateBuild({
    seed: "ended",
    baseUrl: world.lab.baseUrl,
    job,
    number,
    startMs: Date.now() - HOUR_MS,
    executions: 6,
    platforms: 2,
    failures: 1,
    spreadMs: 60_000,
  });
}
