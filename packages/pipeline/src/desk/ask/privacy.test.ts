import { VERBS } from "@perfecto-bot/domain";
import { aMute, anExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { expect, it } from "vitest";
import { cardOf, ELSEWHERE, openDesk, QUINN, textOf } from "../testing/open-desk.ts";
import { SAMPLE_EXECUTIONS } from "../testing/sample-builds.ts";

const SECRET = "Zebra";
/** Every verb of the language as it is asked from elsewhere; a new verb needs a line here. */
const WORDS: Readonly<Record<keyof typeof VERBS, readonly string[]>> = {
  subscribe: ["subscribe Nightly"],
  failures: ["failures", "failures by:job", "failures job:Zebr*", "failures by:tag"],
  runs: ["runs", "runs by:owner", "runs tag:Z*"],
  build: ["build Nightly", "build Nightly 44"],
  builds: ["builds Nightly"],
  compare: ["compare Nightly"],
  test: ["test Pay", "test n45-Pay-iOS"],
  jobs: ["jobs", "jobs *"],
  flaky: ["flaky"],
  trend: ["trend Nightly"],
  subscriptions: ["subscriptions"],
  unsubscribe: ["unsubscribe secret1", "unsubscribe Zebr"],
  mute: ["mute Nightly 1h"],
  unmute: ["unmute", "unmute secretmute"],
  why: ["why Nightly #45"],
  status: ["status"],
  help: ["help", "", "help subscribe"],
};

it("covers every verb", () => {
  expect(Object.keys(WORDS).toSorted()).toEqual(Object.keys(VERBS).toSorted());
});

it.each(Object.values(WORDS).flat())("%j tells nothing of another conversation", async (words) => {
  const { say, press, parts } = openDesk({ executions: SAMPLE_EXECUTIONS });
  const here = QUINN.conversation;
  const audit = { atMs: NINE, conversation: here, person: "U1", action: "", detail: "" };
  const hidden = { id: "secret1", conversation: here, job: `${SECRET}-hidden`, createdBy: "U1" };
  await parts.subscriptions.put(aSubscription(hidden), audit);
  await parts.subscriptions.put(
    aSubscription({
      ...hidden,
      id: "secret2",
      job: "Nightly",
      filter: [{ key: "tag", negated: false, values: [SECRET] }],
    }),
    audit,
  );
  await parts.subscriptions.putMute(
    aMute({
      id: "secretmute",
      conversation: here,
      filter: [{ key: "test", negated: false, values: [`${SECRET}*`, "Pay"] }],
      createdBy: "U1",
    }),
    audit,
  );
  const shared = await press(cardOf(await say(`failures -tag:${SECRET}`)), "Share");
  expect(shared).toMatchObject({ shared: true });

  const reply = await say(words, { conversation: ELSEWHERE, person: "U2" });
  const said = reply.kind === "card" ? `${textOf(reply.card)} ${JSON.stringify(reply.card)}` : JSON.stringify(reply);
  const secrets = [SECRET, "-hidden", "secret1", "secret2", "secretmute", '"U1"', "muted elsewhere"];
  const told = said.replaceAll(words.split(" ").at(-1) || " ", "");
  expect(secrets.filter((word) => told.includes(word))).toEqual([]);
});

it.each([
  "failures",
  "build Nightly",
  "builds Nightly",
  "compare Nightly",
  "test Pay",
  "jobs",
  "flaky",
  "trend Nightly",
])("%s answers the same whether or not others subscribed to it or muted it", async (words) => {
  const alone = openDesk({ executions: SAMPLE_EXECUTIONS });
  const beside = openDesk({ executions: SAMPLE_EXECUTIONS });
  const audit = { atMs: NINE, conversation: QUINN.conversation, person: "U1", action: "", detail: "" };
  await beside.parts.subscriptions.put(aSubscription(), audit);
  await beside.parts.subscriptions.putMute(aMute(), audit);
  const asker = { conversation: ELSEWHERE, person: "U2" };
  const [one, other] = [await alone.say(words, asker), await beside.say(words, asker)];
  expect(textOf(cardOf(other))).toBe(textOf(cardOf(one)));
});

it("strikes secrets and leaves out what belongs to a SIM", async () => {
  const leaking = anExecution({
    id: "leak1234",
    status: "FAILED",
    message: "login with token=abcdef123456 failed",
    reason: "pin: 4711",
  });
  const { say } = openDesk({ executions: [leaking] });
  for (const words of ["failures", "test leak1234", "test Login", "build Nightly", "runs by:reason"]) {
    const text = JSON.stringify(cardOf(await say(words)));
    expect(text).not.toContain("abcdef123456");
  }
});
