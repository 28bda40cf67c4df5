import { answerMemoryConformance } from "../conformance/answer-memory-conformance.ts";
import { createMemoryAnswerMemory } from "./memory-answer-memory.ts";

answerMemoryConformance("memory", () => createMemoryAnswerMemory());
