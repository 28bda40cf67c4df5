import { Redis } from "ioredis";
import { startWorkers } from "../start-workers.ts";
import { IDLE, QUICK, SILENT } from "./idle.ts";

/** A process that takes one job of each queue and holds it until it is killed. It writes the name of each it has taken. */
const [url = "", prefix = ""] = process.argv.slice(2);
const hold = (name: string) => (): Promise<never> => {
  process.stdout.write(`${name}\n`);
  return new Promise(() => undefined);
};

startWorkers({
  connection: new Redis(url, { maxRetriesPerRequest: null }),
  prefix,
  log: SILENT,
  now: Date.now,
  roles: { poll: true, deliver: true },
  workers: { ...IDLE, discover: hold("discover"), track: hold("track"), plan: hold("plan"), lane: hold("lane") },
  ...QUICK,
});
