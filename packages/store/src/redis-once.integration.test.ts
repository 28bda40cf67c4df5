import { onceConformance } from "@perfecto-bot/pipeline/conformance";
import { createRedisOnce } from "./redis-once.ts";
import { freshStores } from "./testing/fresh-store.ts";

const fresh = freshStores();

onceConformance("redis", () => createRedisOnce(fresh()));
