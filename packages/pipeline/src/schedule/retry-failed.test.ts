import { conversationKey } from "@perfecto-bot/domain";
import { expect, it } from "vitest";
import { hold, sampleConversation, sampleMessage, want, write } from "../conformance/samples.ts";
import { createMemoryLedger } from "../memory/memory-ledger.ts";
import { createMemoryWorkSchedule } from "../memory/memory-work-schedule.ts";
import { retryFailedWork, retryMail } from "./retry-failed.ts";

const NOW = 1_700_000_000_000;
const HERE = sampleConversation();

it("makes due at once what failed: builds, conversations, and messages that were set aside", async () => {
  const schedule = createMemoryWorkSchedule();
  const ledger = createMemoryLedger(() => NOW, schedule);
  const failed = { failures: 12, sinceMs: NOW, notBeforeMs: NOW + 3_600_000, detail: "TypeError: no such thing" };
  await schedule.fail("plan", "j/acme/Nightly//45", failed);
  await want(ledger, [sampleMessage({ name: "build" })], NOW);
  const lease = await hold(ledger);
  await write(ledger, lease, sampleMessage({ name: "build" }), {
    failures: 12,
    notBeforeMs: NOW + 3_600_000,
    setAside: "TypeError: no such thing",
  });
  const parts = { schedule, ledger, now: () => NOW };
  expect([await retryFailedWork(parts), await retryMail(parts)]).toEqual([1, 1]);
  expect(await schedule.overdue("plan", NOW + 1, 10)).toEqual([{ subject: "j/acme/Nightly//45", dueAtMs: NOW }]);
  expect(await schedule.overdue("outbox", NOW + 1, 10)).toEqual([{ subject: conversationKey(HERE), dueAtMs: NOW }]);
  expect((await ledger.mail(HERE, 1))[0]?.entry).toMatchObject({ failures: 0, notBeforeMs: 0 });
  expect([await retryFailedWork(parts), await retryMail(parts)]).toEqual([0, 1]);
});
