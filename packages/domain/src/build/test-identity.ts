import type { Execution } from "../execution.ts";
import { platformKey } from "../platform.ts";

/** What tells a test from others: its name and, where it is data-driven, its parameters. */
export type TestIdentity = Pick<Execution, "name" | "parameters">;

/** A test on a platform as text. Equal texts are the same test on the same kind of platform. */
export type TestKey = string;

/** A test as people read it: "Pay", "Pay (card: visa)". */
export function testLabel({ name, parameters = [] }: TestIdentity): string {
  if (parameters.length === 0) return name;
  return `${name} (${parameters.map((parameter) => `${parameter.name}: ${parameter.value}`).join(", ")})`;
}

/** The key of a test on the platforms it ran on; the order of parameters and platforms does not count. */
export function testKey(execution: TestIdentity & Pick<Execution, "platforms">): TestKey {
  return JSON.stringify([nameKey(execution), platformKey(execution.platforms)]);
}

/** The key of a test, wherever it ran. */
export function nameKey({ name, parameters = [] }: TestIdentity): string {
  if (parameters.length === 0) return name;
  return JSON.stringify([name, ...parameters.map((one) => [one.name, one.value]).toSorted(byText)]);
}

function byText(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
