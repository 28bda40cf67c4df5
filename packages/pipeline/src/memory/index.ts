export { createMemoryAnswerMemory } from "./memory-answer-memory.ts";
export {
  type ChannelCall,
  type ChannelFault,
  type ChannelFaults,
  type ChannelOutcomes,
  type ChannelTrouble,
} from "./channel-faults.ts";
export {
  type Barrier,
  createMemoryChannel,
  type MemoryChannel,
  type MemoryChannelOptions,
  type MemoryMessage,
} from "./memory-channel.ts";
export { createMemoryHistoryStore } from "./memory-history-store.ts";
export {
  createMemoryLab,
  type LabCall,
  type LabFault,
  type MemoryLab,
  type MemoryLabOptions,
  type Showing,
} from "./memory-lab.ts";
export { createMemoryLedger } from "./memory-ledger.ts";
export { chatFails, labFails } from "./how-ports-fail.ts";
export {
  createMortalWorker,
  type Fate,
  type HowItFails,
  type MortalWorker,
  type MortalWorkerOptions,
} from "./mortal-worker.ts";
export { createMemoryOnce } from "./memory-once.ts";
export { createMemoryPictureStore } from "./memory-picture-store.ts";
export { createMemoryPollMemory } from "./memory-poll-memory.ts";
export { createMemoryRateBudgets } from "./memory-rate-budgets.ts";
export { createMemorySubscriptionStore } from "./memory-subscription-store.ts";
export { createMemoryWorkSchedule } from "./memory-work-schedule.ts";
export { createMemoryVault } from "./memory-vault.ts";
