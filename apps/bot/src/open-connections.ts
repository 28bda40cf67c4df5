import { connectRedis } from "@perfecto-bot/store";
import type { Redis } from "ioredis";
import type { Log } from "./log.ts";

/** The connections to Redis of a process. */
export interface Connections {
  /** For the stores of background work: commands wait, however long. */
  readonly work: Redis;
  /** For the queues of background work, likewise. */
  readonly queues: Redis;
  /** For people and CI, who wait for an answer: commands fail soon, and are never done later. */
  readonly people: Redis;
  readonly close: () => void;
}

/** Opens them all. Redis may be away, now or later. */
export function openConnections(url: string, log: Log): Connections {
  // Whether Redis can be used is told once, by who looks after it; the errors of single connections are for details.
  const open = (role: "worker" | "answer", who: string): Redis =>
    connectRedis({
      url,
      role,
      onTrouble: (error) => log.debug({ who, error: error.message }, "a connection to Redis has trouble"),
    });
  const [work, queues, people] = [open("worker", "work"), open("worker", "queues"), open("answer", "people")];
  return {
    work,
    queues,
    people,
    close: () => {
      for (const connection of [work, queues, people]) connection.disconnect();
    },
  };
}
