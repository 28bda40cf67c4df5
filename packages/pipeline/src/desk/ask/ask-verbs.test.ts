import { NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { executionsEvery, type Script } from "../../ask/testing/scripted-lab.ts";
import type { LabErrorKind } from "../../ports/lab.ts";
import { cardOf, failing, labelsOf, openDesk, textOf } from "../testing/open-desk.ts";
import { SAMPLE_EXECUTIONS } from "../testing/sample-builds.ts";

const COMMANDS = {
  "n45-Pay-iOS": [
    { name: "open", status: "SUCCESS", startedAtMs: NINE - 2 * 3_600_000 + 130_000, screenshots: [] },
    { name: "type password=hunter2hunter2", status: "FAILURE", message: "no such element", screenshots: [] },
  ],
} as const;

const FOUND: readonly (readonly [words: string, ...said: readonly string[]])[] = [
  ["failures", "3 failed, 1 could not run in 18 executions", "Pay <https://acme.example/test/n45-Pay-iOS>", "[Share]"],
  ["failures last 3h", "1 failed in 6 executions"],
  ["failures os:Android", "Nothing failed in 9 executions"],
  ["failures by:test", "3 failed, 1 could not run in 18 executions", "Pay"],
  ["runs job:Nightly", "12 executions: 8 passed, 3 failed, 1 could not run"],
  ["runs by:job", "Nightly", "Smoke iOS"],
  ["build Nightly", "Nightly #45 <https://acme.example/build/45>", "1 of 6 failed", "Asked the lab"],
  ["build nightly 44", "Nightly #44", "2 of 6 failed", "Login: no such element"],
  ["build Nightly os:Android", "Nightly #45", "all 3 tests passed"],
  ["builds Nightly", "#45", "#44", "#43", "2 of 3 builds failed"],
  ["builds Nightly last 1", "#45"],
  ["compare Nightly", "Nightly #45", "against", "#44", "2 fixed", "1 still failing"],
  ["compare Nightly 44", "Nightly #44", "#43", "3 newly failing (1 could not run)"],
  ["compare Nightly 43 45", "Nightly #45", "#43", "1 newly failing"],
  [
    "test n45-Pay-iOS",
    "Pay <https://acme.example/test/n45-Pay-iOS> failed on Apple iPhone 15",
    "Commands (2, 1 failed)",
    "2 of 3 failed",
  ],
  ["test https://acme.example/test/n45-Pay-iOS", "Pay <https://acme.example/test/n45-Pay-iOS> failed"],
  ["test https://acme.example/session/session-n44-Login-iOS", "Login <https://acme.example/test/n44-Login-iOS> failed"],
  ["test pay", "Pay <https://acme.example/test/n45-Pay-Android> passed on Google Pixel 9"],
  ["jobs", "2 jobs, 1 failed in its last build", "Nightly", "Smoke iOS"],
  ["jobs smoke", "1 job", "#7"],
  ["flaky", "Too few runs"],
  ["trend Nightly", "over 3 builds", "#44"],
  ["trend Nightly by:os", "Passed, by os", "iOS 17.4"],
];

const NOTHING: readonly (readonly [words: string, ...said: readonly string[]])[] = [
  ["failures job:Nigtly", "No execution matches", "/perfecto failures job:Nightly"],
  ["runs tag:none", "No execution matches", "In a wider window"],
  ["build Nigtly 45", "No such build", "build Nightly 45"],
  ["build Nightly 99", "No such build"],
  ["builds Nothing", "No build found"],
  ["compare Nightly 99", "No two builds to compare"],
  ["compare Nightly 43", "No two builds to compare"],
  ["test Checkout", "No such test"],
  ["test 5f0c12345678", "No such test"],
  ["jobs zzz", "No such job"],
  ["flaky tag:none", "No execution matches"],
  ["flaky Nightly", "No execution matches", "/perfecto flaky job:Nightly"],
  ["flaky smoke ios", "No execution matches", '/perfecto flaky job:"Smoke iOS"'],
  ["failures smoke", "No execution matches", '/perfecto failures job:"Smoke iOS"'],
  ["trend Nothing", "No build found"],
];

const ONE_OF_EACH = [
  "failures",
  "runs by:os",
  "build Nightly",
  "builds Nightly",
  "compare Nightly",
  "test Pay",
  "jobs",
  "flaky",
  "trend Nightly",
];

const TROUBLES: readonly (readonly [kind: LabErrorKind, said: string])[] = [
  ["token-refused", "must renew the token"],
  ["wrong-lab", "belongs to another lab"],
  ["rate-limited", "asked too often"],
  ["unreachable", "did not answer"],
  ["not-json", "login page or a proxy"],
  ["window-too-old", "does not keep results for so long"],
  ["refused", "refused the question: no answer"],
  ["store-unavailable", "The bot's memory (Redis) does not answer now"],
];

describe("questions", () => {
  it.each(FOUND)("%s is answered", async (words, ...said) => {
    const { say, errors } = openDesk({ executions: SAMPLE_EXECUTIONS, commands: COMMANDS });
    const reply = await say(words);
    expect(reply).toMatchObject({ kind: "card", shared: false, card: { kind: "answer" } });
    const text = textOf(cardOf(reply));
    for (const part of said) expect(text).toContain(part);
    expect(text).not.toContain("hunter2");
    expect(text).not.toContain("Interactive session");
    expect(errors).toEqual([]);
  });

  it.each(NOTHING)("%s finds nothing and says what to ask instead", async (words, ...said) => {
    const { say } = openDesk({ executions: SAMPLE_EXECUTIONS });
    const text = textOf(cardOf(await say(words)));
    for (const part of said) expect(text).toContain(part);
  });

  it.each(ONE_OF_EACH)("%s is answered by a lab that has nothing", async (words) => {
    const { say, errors } = openDesk({ executions: [] });
    expect(cardOf(await say(words)).status).toBe("info");
    expect(errors).toEqual([]);
  });

  it.each(ONE_OF_EACH.flatMap((words) => TROUBLES.map(([kind, said]) => [words, kind, said] as const)))(
    "%s says that the lab is %s",
    async (words, kind, said) => {
      const { say, errors } = openDesk({ executions: SAMPLE_EXECUTIONS, script: failing(kind) });
      const card = cardOf(await say(words));
      expect(card.status).toBe("warning");
      expect(textOf(card)).toContain("The lab acme could not be asked");
      expect(textOf(card)).toContain(said);
      expect(labelsOf(card)).toEqual(["Ask again"]);
      expect(errors.length).toBeGreaterThan(0);
    },
  );

  it.each(ONE_OF_EACH)("%s tells which of two labs is missing", async (words) => {
    const { say } = openDesk({
      acme: { executions: SAMPLE_EXECUTIONS },
      other: { executions: [], script: failing("token-refused") },
    });
    const text = textOf(cardOf(await say(words)));
    expect(text).toContain("must renew the token");
    expect(text).toContain("is missing");
    expect(text).not.toContain("could not be asked");
  });

  it("shows interactive sessions to those who ask for them", async () => {
    const { say } = openDesk({ executions: SAMPLE_EXECUTIONS });
    expect(textOf(cardOf(await say('failures "interactive session"')))).toContain("1 failed");
    expect(textOf(cardOf(await say("failures test:*")))).toContain("3 failed, 1 could not run in 18 executions");
  });

  it("says that no lab of that name is known", async () => {
    const { say } = openDesk({ executions: SAMPLE_EXECUTIONS });
    expect(textOf(cardOf(await say("failures lab:nowhere")))).toContain("No lab that I know is meant");
  });

  it("says what is known when the lab fails in the middle", async () => {
    const many = executionsEvery(120_000, 400, { status: "FAILED" });
    const down = failing("unreachable");
    const script: Script = (query, index, signal) => (index > 2 ? down(query, index, signal) : undefined);
    const { say } = openDesk({ executions: many, script });
    const text = textOf(cardOf(await say("failures")));
    expect(text).toContain("some could not be read");
    expect(text).toContain("The lab acme did not answer.");
    expect(text).toMatch(/What started there before \S+ is missing/);
  });

  it("gives every mistake, and where to read about the verb", async () => {
    const { say } = openDesk();
    const text = textOf(cardOf(await say("failures plattform:x lsat 24h")));
    expect(text).toContain("did you mean platform");
    expect(text).toContain("did you mean last 24h");
    expect(text).toContain("/perfecto help failures");
  });
});
