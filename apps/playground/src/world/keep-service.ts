import { setTimeout as wait } from "node:timers/promises";
import type { WorldView } from "../wire/world-state.ts";
import { decideRestart } from "./decide-restart.ts";
import { readLogTail } from "./read-log-tail.ts";
import { type RunningService, startService } from "./start-service.ts";
import { WorldError } from "./world-error.ts";

/** How the service is kept running. */
export interface KeepServiceOptions {
  /** Its configuration, asked for at each start. */
  readonly environment: () => Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Whether it serves, asked while it starts. */
  readonly isReady: () => Promise<boolean>;
  /** Hears of each change of its state. */
  readonly onState: (state: WorldView["service"]) => void;
  /** Hears that it ended although nobody wanted that. */
  readonly onCrash: (code: number | null) => void;
}

/** The service, started again whenever it ends. */
export interface KeptService {
  readonly state: WorldView["service"];
  /** How often it was started. */
  readonly starts: number;
  /** Resolves when it serves. */
  readonly ready: () => Promise<void>;
  /** SIGKILL to its process. */
  readonly kill: () => void;
  /** Ends it in order and starts it with what `environment` gives then; resolves when it serves. */
  readonly restart: () => Promise<void>;
  /** Rejects with a WorldError when it does not come back; never resolves. */
  readonly failed: Promise<never>;
  readonly stop: () => Promise<void>;
}

const startLimitMs = 60_000;

/** Starts the service and keeps it running until it is stopped, or until it is hopeless. */
export function keepService(options: KeepServiceOptions): KeptService {
  const { environment, logFile, onState, onCrash } = options;
  const failure = Promise.withResolvers<never>();
  // Whoever waits for it hears of it; nobody has to.
  failure.promise.catch(() => undefined);
  let state: WorldView["service"] = "starting";
  let starts = 0;
  let stopping = false;
  let asked = false;
  let current: RunningService | undefined;
  let serving = Promise.withResolvers<void>();

  function become(next: WorldView["service"]): void {
    if (state === next) return;
    if (state === "running") serving = Promise.withResolvers<void>();
    state = next;
    if (next === "running") serving.resolve();
    onState(next);
  }

  const isWanted = (): boolean => !stopping;
  const isCurrent = (run: RunningService): boolean => current === run;

  async function keep(): Promise<void> {
    for (let quickCrashes = 0; isWanted();) {
      const startedMs = performance.now();
      const run = startService({ environment: environment(), logFile });
      current = run;
      starts += 1;
      void untilReady(run);
      const code = await run.ended;
      current = undefined;
      if (!isWanted()) return;
      become("restarting");
      const wasAsked = asked;
      asked = false;
      const decision = decideRestart({ lastedMs: performance.now() - startedMs, code, asked: wasAsked, quickCrashes });
      if (decision.kind === "give-up") {
        const what =
          decision.reason === "misconfigured"
            ? "The service cannot work with its configuration"
            : `The service ended by itself three times right after its start (exit code ${code ?? "unknown"})`;
        throw serviceError(what, logFile);
      }
      if (!wasAsked) onCrash(code);
      quickCrashes = decision.quickCrashes;
      await wait(decision.afterMs);
    }
  }

  async function untilReady(run: RunningService): Promise<void> {
    const giveUpAtMs = performance.now() + startLimitMs;
    while (isCurrent(run)) {
      if (await options.isReady()) {
        if (isCurrent(run)) become("running");
        return;
      }
      if (performance.now() > giveUpAtMs) {
        failure.reject(serviceError(`The service did not get ready within ${startLimitMs / 1000} seconds`, logFile));
        return;
      }
      await wait(50);
    }
  }

  const kept = keep();
  kept.catch((error: unknown) => failure.reject(error));
  return {
    get state() {
      return state;
    },
    get starts() {
      return starts;
    },
    ready: () => Promise.race([serving.promise, failure.promise]),
    kill() {
      if (current === undefined) return;
      asked = true;
      current.kill();
    },
    async restart() {
      const run = current;
      if (run !== undefined) {
        asked = true;
        become("restarting");
        await run.stop();
      }
      await Promise.race([serving.promise, failure.promise]);
    },
    failed: failure.promise,
    async stop() {
      stopping = true;
      await current?.stop();
      await kept.catch(() => undefined);
    },
  };
}

function serviceError(what: string, logFile: string): WorldError {
  const tail = readLogTail(logFile, 12).map((line) => `  ${line}`);
  const words = tail.length === 0 ? ["Its log is empty."] : ["The end of its log:", ...tail];
  return new WorldError("service-failed", [`${what}.`, ...words, `The whole log: ${logFile}`].join("\n"));
}
