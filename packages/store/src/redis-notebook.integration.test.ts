import { vaultConformance } from "@perfecto-bot/pipeline/conformance";
import { createRedisNotebook } from "./redis-notebook.ts";
import { freshStores } from "./testing/fresh-store.ts";

const fresh = freshStores();

vaultConformance("redis notebook", () => createRedisNotebook(fresh()));
