import { subscriptionStoreConformance } from "../conformance/subscription-store-conformance.ts";
import { createMemorySubscriptionStore } from "./memory-subscription-store.ts";

subscriptionStoreConformance("memory", () => createMemorySubscriptionStore());
