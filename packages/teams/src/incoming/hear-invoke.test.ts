import { BUTTON_ACTIONS, type Card } from "@perfecto-bot/cards";
import { describe, expect, test, vi } from "vitest";
import { fieldsOf } from "../fields-of.ts";
import { renderCard, renderForm } from "../render/index.ts";
import { IDS, inChannel, inChat, pressing } from "../testing/activities.ts";
import { sampleCard, sampleForm } from "../testing/sample-card.ts";
import { startWorld, type World } from "../testing/start-world.ts";

const MESSAGE = "application/vnd.microsoft.activity.message";
const CARD = "application/vnd.microsoft.card.adaptive";

/** The verb and data of the first Action.Execute in a rendered card. */
function firstExecute(card: object): { readonly verb: string; readonly data: object } {
  const found: { verb: string; data: object }[] = [];
  JSON.stringify(card, (_key, value: unknown) => {
    if (typeof value === "object" && value !== null && "verb" in value && "data" in value)
      found.push({ verb: String(value.verb), data: Object(value.data) });
    return value;
  });
  const [first] = found;
  if (first === undefined) throw new Error("the card has no action");
  return first;
}

function button(action: (typeof BUTTON_ACTIONS)[number], subject = "s1") {
  const { card } = renderCard(sampleCard("x", [{ kind: "action", label: "Do", action, subject }]));
  return firstExecute(card);
}

async function press(world: World, verb: string, data: unknown, inside = inChannel) {
  const response = await world.send(inside(world.teams, pressing(verb, data)));
  expect(response.status).toBe(200);
  return fieldsOf(await response.json());
}

describe("buttons", () => {
  test.each(BUTTON_ACTIONS)("%s reaches the desk, with who and where as Teams says it", async (action) => {
    const world = await startWorld();
    const { verb, data } = button(action);
    const forged = { ...data, person: "evil", conversation: "19:other@thread.tacv2", workspace: "other" };
    const answer = await press(world, verb, forged);
    expect(answer).toMatchObject({
      statusCode: 200,
      type: MESSAGE,
      value: expect.stringContaining("This is the answer."),
    });
    expect(world.desk.heard).toEqual([
      {
        kind: "press",
        action,
        subject: "s1",
        asker: {
          conversation: { channel: "teams", workspace: world.teams.tenantId, id: IDS.channel },
          person: IDS.ann.aadObjectId,
          prefix: "@Perfecto",
        },
      },
    ]);
    expect(world.teams.requests).toEqual([]);
  });

  test("what everybody should see is posted in the thread as well", async () => {
    const world = await startWorld();
    const card: Card = { ...sampleCard("Paused."), kind: "subscription" };
    world.desk.reply = () => ({ kind: "card", card, shared: true });
    const { verb, data } = button("subscription-pause");
    expect(await press(world, verb, data)).toMatchObject({ statusCode: 200, type: CARD });
    await vi.waitFor(() => expect(world.teams.requests).toHaveLength(1));
    expect(world.teams.requests[0]?.path).toBe(`/teams/v3/conversations/${IDS.channel};messageid=1/activities`);
  });

  test("the same press twice is done once", async () => {
    const world = await startWorld();
    const { verb, data } = button("mute-build");
    const activity = inChannel(world.teams, pressing(verb, data));
    await world.send(activity);
    const again = await world.send(activity);
    expect(await again.json()).toMatchObject({ statusCode: 200, type: MESSAGE, value: "This was already done." });
    expect(world.desk.heard).toHaveLength(1);
  });

  test("an answer that takes long follows as a message", { timeout: 60_000 }, async () => {
    const world = await startWorld();
    let finish = (): void => {};
    const wait = new Promise<void>((resolve) => (finish = resolve));
    world.desk.reply = async () => {
      await wait;
      return { kind: "card", card: sampleCard("At last."), shared: false };
    };
    const { verb, data } = button("why-build");
    expect(await press(world, verb, data)).toMatchObject({ type: MESSAGE, value: expect.stringContaining("follow") });
    expect(world.teams.requests).toEqual([]);
    finish();
    await vi.waitFor(() => expect(world.teams.requests).toHaveLength(1));
    expect(JSON.stringify(world.teams.requests[0]?.body)).toContain("At last.");
  });

  test.each([
    ["another verb", "other", { action: "help", subject: "" }],
    ["another action", "perfecto", { action: "rm-rf", subject: "" }],
    ["no data", "perfecto", undefined],
    ["data of another kind", "perfecto", "help"],
  ])("%s is refused and does nothing", async (_, verb, data) => {
    const world = await startWorld();
    expect(await press(world, verb, data)).toEqual({
      statusCode: 400,
      type: "application/vnd.microsoft.error",
      value: { code: "BadRequest", message: "This button no longer works." },
    });
    expect(world.desk.heard).toEqual([]);
  });

  test("another invoke is not ours", async () => {
    const world = await startWorld();
    const response = await world.send(inChannel(world.teams, { type: "invoke", name: "task/fetch", value: {} }));
    expect({ status: response.status, text: await response.text() }).toEqual({ status: 501, text: "" });
  });

  test("a desk that breaks is answered, without its error", async () => {
    const world = await startWorld();
    world.desk.reply = () => Promise.reject(new Error("a secret detail"));
    const { verb, data } = button("help");
    const answer = await press(world, verb, data);
    expect(answer).toMatchObject({ statusCode: 200, type: MESSAGE, value: expect.stringContaining("try again") });
    expect(JSON.stringify(answer)).not.toContain("secret");
    expect(world.log.lines.some(({ level }) => level === "error")).toBe(true);
  });
});

describe("forms", () => {
  const typed = "nightly-*";

  async function submitForm(world: World, subject?: string) {
    const { card } = renderForm(sampleForm(subject));
    const { verb, data } = firstExecute(card);
    const [input] =
      JSON.stringify(card)
        .match(/"id":"([^"]+)"/u)
        ?.slice(1) ?? [];
    return press(world, verb, { ...data, [input ?? ""]: typed });
  }

  test("a form opens for the presser alone", async () => {
    const world = await startWorld();
    world.desk.reply = () => ({ kind: "form", form: sampleForm() });
    const { verb, data } = button("subscription-add", "new");
    const answer = await press(world, verb, data);
    expect(answer).toMatchObject({ statusCode: 200, type: CARD });
    expect(firstExecute(Object(answer["value"])).verb).toBe("perfecto.submit");
    expect(world.teams.requests).toEqual([]);
  });

  test("a submitted form gives way to its result, which everybody sees in the thread", async () => {
    const world = await startWorld();
    const card: Card = { ...sampleCard("Subscribed."), kind: "subscription" };
    world.desk.reply = () => ({ kind: "card", card, shared: true });
    expect(await submitForm(world)).toMatchObject({ type: CARD, value: { type: "AdaptiveCard" } });
    expect(world.desk.heard).toMatchObject([{ kind: "submit", form: "subscribe", values: { texts: { job: typed } } }]);
    await vi.waitFor(() => expect(world.teams.requests).toHaveLength(1));
  });

  test.each([
    [undefined, "subscription-add", "new"],
    ["s7", "subscription-edit", "s7"],
  ])("mistakes come back in the form, with what was filled in (subject %s)", async (subject, action, opened) => {
    const world = await startWorld();
    world.desk.reply = (heard) =>
      heard.kind === "submit"
        ? { kind: "revise", errors: { job: "There is no such job." } }
        : { kind: "form", form: sampleForm(subject) };
    const answer = await submitForm(world, subject);
    expect(answer["type"]).toBe(CARD);
    const shown = JSON.stringify(answer["value"]);
    expect(shown).toContain("There is no such job.");
    expect(shown).toContain(typed);
    expect(world.desk.heard[1]).toMatchObject({ kind: "press", action, subject: opened });
  });

  test("mistakes of a form that is no longer there are listed", async () => {
    const world = await startWorld();
    world.desk.reply = (heard) =>
      heard.kind === "submit"
        ? { kind: "revise", errors: { job: "There is no such job." } }
        : { kind: "card", card: sampleCard("This subscription no longer exists"), shared: false };
    const answer = await submitForm(world, "s7");
    expect(JSON.stringify(answer["value"])).toContain("There is no such job.");
  });
});

describe("clients that do not know how to be answered in place", () => {
  test("send the button as a message, which is answered by one", async () => {
    const world = await startWorld();
    const { data } = button("mute-build", "b1");
    await world.send(inChannel(world.teams, { type: "message", text: "", value: data, replyToId: "1" }));
    await vi.waitFor(() => expect(world.teams.requests).toHaveLength(1));
    expect(world.desk.heard).toMatchObject([{ kind: "press", action: "mute-build", subject: "b1" }]);
  });

  test("get the form and its mistakes as messages", async () => {
    const world = await startWorld();
    world.desk.reply = (heard) =>
      heard.kind === "submit"
        ? { kind: "revise", errors: { job: "There is no such job." } }
        : { kind: "form", form: sampleForm() };
    const { data } = button("subscription-add", "new");
    await world.send(inChat(world.teams, { type: "message", value: data }));
    await vi.waitFor(() => expect(world.teams.requests).toHaveLength(1));
    const { data: filled } = firstExecute(renderForm(sampleForm()).card);
    await world.send(inChat(world.teams, { type: "message", value: filled }));
    await vi.waitFor(() => expect(world.teams.requests).toHaveLength(2));
    const shown = JSON.stringify(world.teams.requests[1]?.body);
    expect(shown).toContain("There is no such job.");
    expect(shown).toContain("perfecto.submit");
  });

  test("a card of somebody else is nobody's words", async () => {
    const world = await startWorld();
    await world.send(inChat(world.teams, { type: "message", text: "", value: { other: "card" } }));
    await world.app.stop(1_000);
    expect(world.desk.heard).toEqual([]);
  });
});
