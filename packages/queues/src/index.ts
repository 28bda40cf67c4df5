export { createSignals, type QueueSignals, type SignalsOptions } from "./create-signals.ts";
export type { QueueDepth, QueueDepths } from "./queue-depths.ts";
export type { QueueLog } from "./queue-log.ts";
export { QUEUE_NAMES, type QueueName } from "./queue-name.ts";
export { QueueUnavailableError } from "./queue-unavailable-error.ts";
export type { Wedge } from "./start-watchdog.ts";
export { startWorkers, type RunningWorkers, type WorkerRoles, type WorkersOptions } from "./start-workers.ts";
