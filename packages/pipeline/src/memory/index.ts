export { createMemoryAnswerMemory } from "./memory-answer-memory.ts";
export { createMemoryLedger } from "./memory-ledger.ts";
export { createMemoryOnce } from "./memory-once.ts";
export { createMemoryPictureStore } from "./memory-picture-store.ts";
export { createMemoryPollMemory } from "./memory-poll-memory.ts";
export { createMemoryRateBudgets } from "./memory-rate-budgets.ts";
export { createMemorySubscriptionStore } from "./memory-subscription-store.ts";
export { createMemoryVault } from "./memory-vault.ts";
