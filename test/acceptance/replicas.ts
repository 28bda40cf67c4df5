import { setTimeout as wait } from "node:timers/promises";
import { startServiceProcess, type ServiceProcess } from "./service-process.ts";

/** Several processes of the service on one Redis, each of which is started again when it was killed. */
export interface Replicas {
  /** Kills one, or all of them, in the middle of whatever they do. `meanwhile` happens before they are started again. */
  readonly kill: (which: number | "all", meanwhile?: () => Promise<void>) => Promise<void>;
  /** Stops one without its noticing, for so long, as a machine does that is suspended. */
  readonly freeze: (which: number, forMs: number) => Promise<void>;
  /** Ends all of them. */
  readonly end: () => Promise<void>;
  readonly output: () => string;
  readonly ending: () => string | undefined;
}

/** Starts one process for each way to start one. */
function startReplicas(ways: readonly (() => ServiceProcess)[]): Replicas {
  const running = ways.map((start) => start());
  const killOne = async (index: number): Promise<void> => running[index]?.kill();
  const each = (which: number | "all"): readonly number[] => (which === "all" ? [...ways.keys()] : [which]);
  return {
    kill: async (which, meanwhile) => {
      await Promise.all(each(which).map(killOne));
      await meanwhile?.();
      for (const index of each(which)) {
        const start = ways[index];
        if (start !== undefined) running[index] = start();
      }
    },
    freeze: async (which, forMs) => {
      running[which]?.signal("SIGSTOP");
      await wait(forMs);
      running[which]?.signal("SIGCONT");
    },
    end: async () => {
      await Promise.all(running.map((service) => service.kill()));
    },
    output: () => running.map((service, index) => `--- replica ${index}\n${service.output().slice(-7_000)}`).join("\n"),
    ending: () => running.flatMap((service) => service.ending() ?? [])[0],
  };
}

/** Three processes of the service, the last of them on a machine whose clock is an hour fast. */
export function threeReplicas(
  environment: Readonly<Record<string, string>>,
  scripts: { readonly right: readonly string[]; readonly ahead: readonly string[] },
): Replicas {
  // Whatever is sent to the bot over HTTP goes to the first one.
  const elsewhere = { ...environment, PORT: "0" };
  return startReplicas([
    () => startServiceProcess(environment, scripts.right),
    () => startServiceProcess(elsewhere, scripts.right),
    () => startServiceProcess(elsewhere, scripts.ahead),
  ]);
}
