export { answerMemoryConformance } from "./answer-memory-conformance.ts";
export { ledgerConformance } from "./ledger-conformance.ts";
export { onceConformance } from "./once-conformance.ts";
export { pictureStoreConformance } from "./picture-store-conformance.ts";
export { pollMemoryConformance } from "./poll-memory-conformance.ts";
export { rateBudgetsConformance } from "./rate-budgets-conformance.ts";
export { subscriptionStoreConformance } from "./subscription-store-conformance.ts";
export { vaultConformance } from "./vault-conformance.ts";
