import type { Button, Card } from "@perfecto-bot/cards";
import type { OnProgress, Reply } from "@perfecto-bot/pipeline";
import { describe, expect, test, vi } from "vitest";
import { playTeams, written, type Scene } from "../testing/play-teams.ts";
import { sampleCard } from "../testing/sample-card.ts";

const ANN = "Ann Lee";
const more: Button = { kind: "action", label: "More", action: "answer-more", subject: "n1:2" };
const share: Button = { kind: "action", label: "Share", action: "answer-share", subject: "n1:1" };
const MORE = { action: "answer-more" };

function answer(words: string, rest: Partial<Extract<Reply, { kind: "card" }>> = {}): Reply {
  const card: Card = { ...sampleCard(words, [more, share]), kind: "answer" };
  return { kind: "card", card, shared: false, ...rest };
}

const shared = (): Reply => answer("Ann Lee asked: failures", { shared: true, key: "n1:1" });
const busy = (words: string): Card => ({ ...sampleCard(words), kind: "answer", status: "running" });
const says = (words: string): unknown => expect.stringContaining(words);

/** The bot in a team, welcomed; its clock can be moved on. */
async function startAsking() {
  const clock = { aheadMs: 0 };
  const scene = await playTeams(() => Date.now() + clock.aheadMs);
  await scene.teams.install({ team: "QA" });
  await vi.waitFor(() => expect(written(scene)).toHaveLength(1));
  const [welcome] = written(scene);
  /** What the bot wrote since. */
  const answers = () => written(scene).filter(({ id }) => id !== welcome?.id);
  return { scene, clock, answers };
}

/** A desk that tells its progress when it is told to, and answers when it is told to. */
function slowDesk({ desk }: Scene) {
  const asked = Promise.withResolvers<OnProgress>();
  const done = Promise.withResolvers<Reply>();
  desk.reply = async (_heard, onProgress) => {
    asked.resolve(onProgress);
    return done.promise;
  };
  return { asked: asked.promise, finish: done.resolve };
}

const PLACES = {
  "a channel": { user: ANN, channel: "Nightly", mention: true, text: "failures" },
  "the person's own chat": { user: ANN, text: "failures" },
} as const;

describe.each(Object.entries(PLACES))("a slow answer in %s", (_, question) => {
  test("shows its progress by one message, which becomes the answer", async () => {
    const { scene, clock, answers } = await startAsking();
    const desk = slowDesk(scene);
    const { message } = await scene.teams.say(question);
    const onProgress = await desk.asked;
    expect(answers()).toEqual([]);
    onProgress(busy("Asking the lab"));
    await expect.poll(() => answers().map(({ summary }) => summary)).toEqual([says("Asking the lab")]);
    onProgress(busy("too soon"));
    clock.aheadMs += 60_000;
    await vi.waitFor(() => {
      onProgress(busy("3,200 executions read"));
      expect(answers()[0]?.summary).toContain("3,200");
    });
    desk.finish(answer("37 failed"));
    await expect.poll(() => answers()[0]?.summary).toContain("37 failed");
    expect(answers()).toHaveLength(1);
    expect(answers()[0]?.versions).toHaveLength(3);
    expect(answers()[0]?.rootId).toBe("channel" in question ? message.id : undefined);
  });

  test("that is never overtaken by its progress", async () => {
    const { scene, answers } = await startAsking();
    scene.teams.faults.add({ operation: "send", behave: { kind: "slow", delayMs: 300 } });
    scene.desk.reply = (_heard, onProgress) => {
      onProgress(busy("Asking the lab"));
      return answer("37 failed");
    };
    await scene.teams.say(question);
    await expect.poll(() => answers().map(({ summary }) => summary)).toEqual([says("37 failed")]);
  });
});

test.each([
  { kind: "error", status: 404, code: "ActivityNotFoundInConversation" },
  { kind: "status", status: 403 },
] as const)("an answer that cannot take the progress's place (%j) is a message of its own", async (behave) => {
  const { scene, answers } = await startAsking();
  scene.teams.faults.add({ operation: "update", behave, times: 5 });
  scene.desk.reply = (_heard, onProgress) => {
    onProgress(busy("Asking the lab"));
    return answer("37 failed");
  };
  await scene.teams.say(PLACES["the person's own chat"]);
  const summaries = () => answers().map(({ summary }) => summary);
  await expect.poll(summaries, { timeout: 5000 }).toEqual([says("Asking the lab"), says("37 failed")]);
});

test("an edit whose answer was lost is made again, not posted", async () => {
  const { scene, answers } = await startAsking();
  scene.teams.faults.add({ operation: "update", behave: { kind: "lost-answer" } });
  scene.desk.reply = (_heard, onProgress) => {
    onProgress(busy("Asking the lab"));
    return answer("37 failed");
  };
  await scene.teams.say(PLACES["the person's own chat"]);
  await expect.poll(() => answers()[0]?.versions.length).toBe(3);
  await scene.app.stop(1000);
  expect(answers().map(({ summary }) => summary)).toEqual([says("37 failed")]);
});

async function askFirst(question: (typeof PLACES)[keyof typeof PLACES] = PLACES["a channel"]) {
  const started = await startAsking();
  started.scene.desk.reply = () => answer("page 1");
  await started.scene.teams.say(question);
  await vi.waitFor(() => expect(started.answers()).toHaveLength(1));
  const [message] = started.answers();
  if (message === undefined) throw new Error("no answer");
  const ann = started.scene.teams.user(ANN).id;
  return { ...started, message, seen: () => JSON.stringify(message.cardFor(ann)) };
}

describe("More", () => {
  test("takes the place of the page before, for the presser alone", async () => {
    const { scene, message, seen } = await askFirst();
    scene.desk.reply = () => answer("page 2", { replaces: true });
    await scene.teams.execute({ user: ANN, message, data: MORE });
    expect(seen()).toContain("page 2");
    expect(JSON.stringify(message.card)).toContain("page 1");
    const zone = scene.teams.user(ANN).timeZone;
    expect(scene.desk.heard.at(-1)).toMatchObject({ kind: "press", subject: "n1:2", asker: { timeZone: zone } });
  });

  test("works after a restart, with the same desk", async () => {
    const { scene, message, seen } = await askFirst();
    await scene.restart();
    scene.desk.reply = () => answer("page 2", { replaces: true });
    await scene.teams.execute({ user: ANN, message, data: MORE });
    expect(seen()).toContain("page 2");
  });

  test("whose refusal is a sentence leaves the page", async () => {
    const { scene, message, seen } = await askFirst();
    scene.desk.reply = () => ({ kind: "card", card: sampleCard("The lab could not be asked"), shared: false });
    await scene.teams.execute({ user: ANN, message, data: MORE });
    expect(seen()).toContain("page 1");
    expect(scene.teams.notices(ANN).at(-1)?.text).toContain("could not be asked");
  });

  test("that takes long in a channel stays the presser's: a view, whose button brings it", async () => {
    const { scene, answers, message, seen } = await askFirst();
    const desk = slowDesk(scene);
    const pressing = scene.teams.execute({ user: ANN, message, data: MORE });
    (await desk.asked)(busy("3,200 executions read"));
    expect(await pressing).toMatchObject({ acknowledged: true });
    expect(seen()).toContain("3,200 executions read");
    expect(seen()).toContain("Show the answer");
    const again = scene.teams.execute({ user: ANN, message, data: MORE });
    desk.finish(answer("page 2", { replaces: true }));
    await again;
    expect(seen()).toContain("page 2");
    expect(scene.desk.heard.filter(({ kind }) => kind === "press")).toHaveLength(1);
    expect(answers()).toHaveLength(1);
    expect(message.versions).toHaveLength(1);
  });

  test("that takes long can be fetched after a restart", async () => {
    const { scene, message, seen } = await askFirst();
    const desk = slowDesk(scene);
    await scene.teams.execute({ user: ANN, message, data: MORE });
    expect(seen()).toContain("Show the answer");
    desk.finish(answer("nobody sees this"));
    await scene.restart();
    scene.desk.reply = () => answer("page 2", { replaces: true });
    await scene.teams.execute({ user: ANN, message, data: MORE });
    expect(seen()).toContain("page 2");
  });

  test("that takes long in the person's own chat takes the message's place by itself", async () => {
    const { scene, answers, message, seen } = await askFirst(PLACES["the person's own chat"]);
    const desk = slowDesk(scene);
    await scene.teams.execute({ user: ANN, message, data: MORE });
    expect(seen()).toContain("Show the answer");
    desk.finish(answer("page 2", { replaces: true }));
    await expect.poll(seen).toContain("page 2");
    expect(answers()).toHaveLength(1);
  });
});

describe("Share", () => {
  test("begins a thread for everybody, once, however often it is pressed and over a restart", async () => {
    const { scene, answers, message, seen } = await askFirst();
    scene.desk.reply = shared;
    const press = () => scene.teams.execute({ user: ANN, message, data: { action: "answer-share" } });
    await press();
    expect(scene.teams.notices(ANN).at(-1)?.text).toContain("Shared with everybody");
    await press();
    expect(scene.teams.notices(ANN).at(-1)?.text).toContain("shared here already");
    await scene.restart();
    await press();
    const posted = answers().filter(({ summary }) => summary.includes("Ann Lee asked"));
    expect(posted.map(({ rootId }) => rootId)).toEqual([undefined]);
    expect(seen()).toContain("page 1");
  });

  test.each([
    [{ kind: "lost-answer" }, 1, "did not say"],
    [{ kind: "rate-limited", retryAfterS: 0 }, 1, "Shared with everybody"],
    [{ kind: "error", status: 403, code: "BotNotInConversationRoster" }, 0, "could not be shared"],
  ] as const)(
    "where Teams answers %j it is there %i times, and the presser reads that it %j",
    async (behave, times, words) => {
      const { scene, answers, message } = await askFirst();
      scene.desk.reply = shared;
      scene.teams.faults.add({ operation: "create", behave });
      await scene.teams.execute({ user: ANN, message, data: { action: "answer-share" } });
      expect(scene.teams.notices(ANN).at(-1)?.text).toContain(words);
      expect(answers().filter(({ summary }) => summary.includes("Ann Lee asked"))).toHaveLength(times);
    },
  );

  test("works from clients that send a message instead", async () => {
    const { scene, answers, message } = await askFirst();
    scene.desk.reply = shared;
    await scene.teams.submit({ user: ANN, message, data: { action: "answer-share" } });
    const posted = () => answers().filter(({ summary }) => summary.includes("Ann Lee asked"));
    await expect.poll(posted).toHaveLength(1);
    await scene.app.stop(1000);
    expect(answers()).toHaveLength(2);
  });
});

test("questions and pages stay within Teams' limits", async () => {
  const { scene, clock, answers } = await startAsking();
  const desk = slowDesk(scene);
  await scene.teams.say(PLACES["the person's own chat"]);
  const onProgress = await desk.asked;
  for (let second = 2; second < 120; second++) {
    onProgress(busy(`${second} s`));
    clock.aheadMs += 1_000;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  desk.finish(answer("37 failed"));
  await expect.poll(() => answers()[0]?.summary).toContain("37 failed");
  expect(scene.teams.requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(answers()[0]?.versions.length).toBeLessThanOrEqual(7);
});

describe("a link that is pasted", () => {
  const url = "https://demo.app.perfectomobile.com/reporting/test/1";
  const none = { composeExtension: { type: "result", attachmentLayout: "list", attachments: [] } };

  test("shows what it leads to, by a card that every client of links knows", async () => {
    const { scene } = await startAsking();
    scene.desk.preview = () => sampleCard("Login failed on iOS 17", [more]);
    const { status, body } = await scene.teams.linkQuery({ user: ANN, channel: "Nightly", url });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      composeExtension: {
        type: "result",
        attachments: [
          {
            contentType: "application/vnd.microsoft.card.adaptive",
            content: { type: "AdaptiveCard", version: "1.3" },
            preview: { content: { title: says("Login failed on iOS 17") } },
          },
        ],
      },
    });
    expect(JSON.stringify(body)).not.toContain("answer-more");
    expect(scene.desk.links).toMatchObject([{ url, asker: { conversation: { id: scene.channel("Nightly").id } } }]);
  });

  test("that leads nowhere stays as it is, and so it does when the desk breaks", async () => {
    const { scene } = await startAsking();
    const paste = async () => (await scene.teams.linkQuery({ user: ANN, channel: "Nightly", url })).body;
    expect(await paste()).toEqual(none);
    scene.desk.preview = () => Promise.reject(new Error("broken"));
    expect(await paste()).toEqual(none);
  });

  test("says nothing about a place where the bot is not", async () => {
    const { scene } = await startAsking();
    await scene.teams.linkQuery({ user: ANN, channel: "Secret", url });
    expect(await scene.app.channel.reach(scene.channel("Secret"))).toEqual({ kind: "unknown" });
    expect(
      scene.desk.happenings.filter(
        (event) => "conversation" in event && event.conversation.id === scene.channel("Secret").id,
      ),
    ).toEqual([]);
  });
});
