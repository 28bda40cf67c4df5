/** What befalls a worker at one of its calls. */
export interface Fate {
  /** Which of its calls, counted from 1 over all ports. */
  readonly atCall: number;
  /**
   * `fails`: the call fails and the worker goes on. `hangs`: the worker stands still until it is released, then goes on as if
   * no time had passed. `dies`: nothing that it waits for ever comes.
   */
  readonly kind: "fails" | "hangs" | "dies";
  /** Whether the call is carried out before that; a call of a worker that hangs is carried out in the end. */
  readonly isDone: boolean;
}

/** How a call of a port fails: the value it resolves to, or a rejection. */
export type HowItFails = (method: string, isDone: boolean) => unknown;

/** A worker that something befalls. It sees the world through the ports that it is given. */
export interface MortalWorker {
  /** A port in this worker's hand. Default for failures: a rejection. */
  readonly hold: <Port extends object>(port: Port, fail?: HowItFails) => Port;
  /** How many calls it made. */
  readonly calls: () => number;
  /** Resolves, with the method that was called, when it has died or hangs. */
  readonly struck: Promise<string>;
  /** Lets a worker that hangs go on. */
  readonly release: () => void;
}

/** What a worker is made with. */
export interface MortalWorkerOptions {
  /** Default: nothing ever befalls it. */
  readonly fate?: Fate;
  /** How many turns of the event loop each call takes before it is carried out, so that workers overtake each other. Default: none. */
  readonly turns?: () => number;
}

/** Members of ports that answer at once: they are part of the worker itself. */
const AT_ONCE: ReadonlySet<string | symbol> = new Set(["budgets"]);
const NEVER = new Promise<never>(() => undefined);

/** Makes one. Calls of its ports must be asynchronous, but for the budgets of a channel. */
export function createMortalWorker({ fate, turns = () => 0 }: MortalWorkerOptions = {}): MortalWorker {
  const struck = Promise.withResolvers<string>();
  const released = Promise.withResolvers<void>();
  let calls = 0;
  let state: "lives" | "hangs" | "dead" = "lives";

  async function call(method: string, act: () => Promise<unknown>, fail: HowItFails): Promise<unknown> {
    calls += 1;
    const isStruck = calls === fate?.atCall;
    for (let turn = turns(); turn > 0; turn -= 1) await Promise.resolve();
    if (state === "dead") return NEVER;
    if (state === "hangs") await released.promise;
    if (!isStruck) return act();
    const early = fate.isDone ? await act() : undefined;
    switch (fate.kind) {
      case "fails":
        return fail(method, fate.isDone);
      case "dies":
        state = "dead";
        struck.resolve(method);
        return NEVER;
      case "hangs":
        state = "hangs";
        struck.resolve(method);
        await released.promise;
        return fate.isDone ? early : act();
    }
  }

  const holdCall =
    (method: string, target: object, own: Function, fail: HowItFails) =>
    async (...given: readonly unknown[]): Promise<unknown> => {
      const result = await call(method, async () => Reflect.apply(own, target, given), fail);
      // What gives a lock back is a call of its own.
      return typeof result === "function" ? holdCall(`${method} ended`, target, result, fail) : result;
    };

  return {
    hold: (port, fail = rejects) =>
      new Proxy(port, {
        get: (target, name) => {
          const own: unknown = Reflect.get(target, name);
          if (typeof own !== "function" || typeof name === "symbol" || AT_ONCE.has(name)) return own;
          return holdCall(name, target, own, fail);
        },
      }),
    calls: () => calls,
    struck: struck.promise,
    release: () => {
      if (state === "hangs") state = "lives";
      released.resolve();
    },
  };
}

async function rejects(method: string, isDone: boolean): Promise<never> {
  throw new Error(`${method} failed${isDone ? ", though it was carried out" : ""}`);
}
