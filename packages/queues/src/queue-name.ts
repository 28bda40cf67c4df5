/** The queues of the bot, in the order of the pipeline. */
export const QUEUE_NAMES = ["discover", "track", "plan", "lane"] as const;

/** The name of one queue. */
export type QueueName = (typeof QUEUE_NAMES)[number];
