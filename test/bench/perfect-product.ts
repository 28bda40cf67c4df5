import type { GeneratedLab, TrueCase } from "../../bench/truth/generate/timeline.ts";
import type { Product } from "../../bench/truth/product.ts";

/** What a bot that knows the truth would say of a lab. */
export function perfectProduct({ builds, causes, brokenDevices }: GeneratedLab): Product {
  const cases = builds.flatMap((build) => build.cases);
  return {
    builds: builds.map(({ id, cases: own }) => ({
      key: id,
      executionIds: new Set(own.flatMap(({ attempts }) => attempts.map(({ executionId }) => executionId))),
    })),
    mentions: builds.flatMap((build) => {
      const failed = build.cases
        .filter(({ outcome }) => outcome === "FAILED")
        .flatMap(({ attempts }) => attempts.flatMap(({ failedFromMs }) => failedFromMs ?? []));
      return failed.length === 0 ? [] : [{ buildKey: build.id, atMs: Math.max(...failed) }];
    }),
    results: cases.map((one) => ({ decidedBy: decidedBy(one), flaky: one.flaky })),
    changes: new Map(cases.flatMap((one) => (one.change === undefined ? [] : [[decidedBy(one), one.change] as const]))),
    causes,
    suspects: brokenDevices,
    onlyOn: new Map(builds.flatMap(({ id, onlyOn: [name] = [] }) => (name === undefined ? [] : [[id, name] as const]))),
  };
}

function decidedBy({ attempts }: TrueCase): string {
  return attempts.at(-1)?.executionId ?? "";
}
