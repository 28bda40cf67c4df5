import { historyStoreConformance } from "../conformance/history-store-conformance.ts";
import { createMemoryHistoryStore } from "./memory-history-store.ts";

historyStoreConformance("memory", () => createMemoryHistoryStore());
