import { ledgerConformance } from "../conformance/ledger-conformance.ts";
import { createMemoryLedger } from "./memory-ledger.ts";
import { createMemoryWorkSchedule } from "./memory-work-schedule.ts";

ledgerConformance("the memory ledger", () => {
  const schedule = createMemoryWorkSchedule();
  return { ledger: createMemoryLedger(Date.now, schedule), schedule };
});
