import type { PictureStore } from "../../ports/picture-store.ts";

/** A call that assigning executions makes. */
export interface StoreCall {
  readonly name: "load" | "save" | "knownBuilds" | "saveKnownBuilds";
  /** Counts these calls from 0. */
  readonly index: number;
}

/** What happens to a call before it is done: it may wait, throw, or be answered "conflict" where it is a save. */
export type Tamper = (call: StoreCall) => Promise<"conflict" | void> | "conflict" | void;

/** The same store, with something happening before calls. */
export function tamperedStore(store: PictureStore, tamper: Tamper): PictureStore {
  let index = 0;
  const before = async (name: StoreCall["name"]): Promise<"conflict" | void> => tamper({ name, index: index++ });
  return {
    ...store,
    load: async (key) => {
      await before("load");
      return store.load(key);
    },
    save: async (key, was, after) => ((await before("save")) === "conflict" ? "conflict" : store.save(key, was, after)),
    knownBuilds: async (lab, job) => {
      await before("knownBuilds");
      return store.knownBuilds(lab, job);
    },
    saveKnownBuilds: async (lab, job, was, builds) =>
      (await before("saveKnownBuilds")) === "conflict" ? "conflict" : store.saveKnownBuilds(lab, job, was, builds),
  };
}

/** Throws at one call. */
export function crashAt(call: number): Tamper {
  return ({ index }) => {
    if (index === call) throw new Error(`killed at call ${call}`);
  };
}

/** Each call waits for some turns of the event loop, told by the numbers in turn, over and over. */
export function waiting(turns: readonly number[]): Tamper {
  return async ({ index }) => {
    for (let turn = turns[index % turns.length] ?? 0; turn > 0; turn -= 1) await Promise.resolve();
  };
}
