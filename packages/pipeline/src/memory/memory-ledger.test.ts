import { ledgerConformance } from "../conformance/ledger-conformance.ts";
import { createMemoryLedger } from "./memory-ledger.ts";

ledgerConformance("memory", () => createMemoryLedger());
