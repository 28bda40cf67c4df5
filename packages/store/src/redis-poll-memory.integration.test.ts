import { pollMemoryConformance } from "@perfecto-bot/pipeline/conformance";
import { createRedisPollMemory } from "./redis-poll-memory.ts";
import { freshStores } from "./testing/fresh-store.ts";

const fresh = freshStores();

pollMemoryConformance("redis", () => createRedisPollMemory(fresh()));
