import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

/** How long a test waits for what comes at once on an idle machine: a busy one takes many times as long. */
const expectation = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    // Most acceptance tests wait for a build to pass; more of them than cores may wait at once.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          expect: expectation,
          // They change nothing outside themselves, and half of their time went into loading the same modules again.
          isolate: false,
          include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "integration",
          expect: expectation,
          include: ["packages/*/src/**/*.integration.test.ts", "apps/*/src/**/*.integration.test.ts"],
          globalSetup: "test/redis.setup.ts",
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "whole",
          expect: expectation,
          include: ["test/**/*.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 60_000,
          // On a loaded machine a whole world may miss a moment that a test waits for. The tests of what is never
          // lost and never doubled have one try only.
          retry: 1,
        },
      },
    ],
  },
});
