import { expect, it } from "vitest";
import { serviceCadence } from "./service-cadence.ts";

it.each([
  [1, { DISCOVER_EVERY: "24s", TRACK_EVERY: "5s", QUIET_PERIOD: "24s", SETTLE_LIMIT: "600s" }],
  [12, { DISCOVER_EVERY: "2s", TRACK_EVERY: "1s", QUIET_PERIOD: "2s", SETTLE_LIMIT: "50s" }],
  [60, { DISCOVER_EVERY: "1s", TRACK_EVERY: "1s", QUIET_PERIOD: "2s", SETTLE_LIMIT: "10s" }],
])("follows speed %i", (speed, expected) => {
  expect(serviceCadence(speed)).toEqual(expected);
});
