import type { Vault } from "../ports/vault.ts";

/** Secrets in this process's memory, not encrypted. */
export function createMemoryVault(): Vault {
  const texts = new Map<string, string>();
  return {
    read: async (name) => texts.get(name),
    write: async (name, text) => {
      texts.set(name, text);
    },
    remove: async (name) => {
      texts.delete(name);
    },
    names: async (prefix) => [...texts.keys()].filter((name) => name.startsWith(prefix)).toSorted(),
  };
}
