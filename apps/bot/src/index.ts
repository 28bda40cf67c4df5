export { ConfigError } from "./config/config-problem.ts";
export type { Config } from "./config/config.ts";
export { readConfig } from "./config/read-config.ts";
export { createLog, type Log } from "./log.ts";
export { startService, type Service, type ServiceOptions } from "./service.ts";
