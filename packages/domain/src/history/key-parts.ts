import type { TestKey } from "../build/test-identity.ts";

/** The two halves of a key: which test, and on which kind of platform. Undefined where the key is not made of them. */
export function keyParts(key: TestKey): { readonly name: string; readonly where: string } | undefined {
  const [name, where] = listIn(key);
  const isKey = typeof name === "string" && typeof where === "string" && JSON.stringify([name, where]) === key;
  return isKey ? { name, where } : undefined;
}

/** The list that a text is as JSON; empty where it is none. */
export function listIn(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
