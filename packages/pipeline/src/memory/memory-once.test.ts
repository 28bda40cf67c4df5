import { onceConformance } from "../conformance/once-conformance.ts";
import { createMemoryOnce } from "./memory-once.ts";

onceConformance("memory", () => createMemoryOnce());
