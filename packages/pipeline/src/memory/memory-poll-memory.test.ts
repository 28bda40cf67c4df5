import { pollMemoryConformance } from "../conformance/poll-memory-conformance.ts";
import { createMemoryPollMemory } from "./memory-poll-memory.ts";

pollMemoryConformance("memory", () => createMemoryPollMemory());
