import { expect, it } from "vitest";
import { COUNTED_KEYS, type FilterKey } from "../filter.ts";
import { heatMapKey } from "./heat-map-key.ts";

const OTHERS: ReadonlyMap<FilterKey, FilterKey | undefined> = new Map([
  ["test", "platform"],
  ["status", undefined],
  ["reason", undefined],
]);

it.each(COUNTED_KEYS)("counted by %s", (by) => {
  expect(heatMapKey(by)).toBe(OTHERS.has(by) ? OTHERS.get(by) : by);
});
