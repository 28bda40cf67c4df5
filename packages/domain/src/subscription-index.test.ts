import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globOf, isGlob } from "./glob.ts";
import type { Subscription } from "./subscription.ts";
import { SubscriptionIndex } from "./subscription-index.ts";
import { aSubscription, CHANNEL } from "./testing/a-subscription.ts";
import { coversJob, watchedJobs } from "./watched-jobs.ts";

const paused = { reason: "by-person", detail: "paused", sinceMs: 1 } as const;
const JOBS = ["Nightly", "nightly", "Smoke", "pays [*]", undefined];
const PATTERNS = ["Nightly", "nightly", "Smoke", "n*", "*", "S?oke", "pays [*]", globOf("pays [*]")];
const PLACES = [CHANNEL, { ...CHANNEL, id: "C2" }, { ...CHANNEL, workspace: "T2" }, { ...CHANNEL, channel: "teams" }];
const LABS = ["acme", "other"];

const subscription: fc.Arbitrary<Subscription> = fc
  .record({
    id: fc.constantFrom("s1", "s2", "s3", "s4", "s5", "s6"),
    conversation: fc.constantFrom(...PLACES),
    lab: fc.constantFrom(...LABS),
    job: fc.constantFrom(...PATTERNS),
    rests: fc.boolean(),
  })
  .map(({ rests, ...rest }) => aSubscription({ ...rest, ...(rests ? { paused } : {}) }));

const ids = (found: readonly Subscription[]) => found.map(({ id }) => id).toSorted();

describe("SubscriptionIndex", () => {
  it("finds what a look at every subscription would find, after any changes", () => {
    const change = fc.oneof(subscription, fc.constantFrom("s1", "s2", "s3", "s4", "s5", "s6"));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const index = new SubscriptionIndex();
        const all = new Map<string, Subscription>();
        for (const one of changes) {
          if (typeof one === "string") {
            index.remove(one);
            all.delete(one);
          } else {
            index.put(one);
            all.set(one.id, one);
          }
          // Asked in between, too: what it remembers must not outlive a change.
          for (const lab of LABS) for (const job of JOBS) index.inLab(lab).covering(job);
        }
        const kept = [...all.values()];
        expect(ids(index.all())).toEqual(ids(kept));
        for (const place of PLACES) {
          expect(ids(index.of(place))).toEqual(ids(kept.filter(({ conversation }) => conversation === place)));
          expect(ids(index.inWorkspace(place.channel, place.workspace))).toEqual(
            ids(
              kept.filter(
                ({ conversation: { channel, workspace } }) =>
                  channel === place.channel && workspace === place.workspace,
              ),
            ),
          );
        }
        for (const lab of LABS) {
          const here = kept.filter((one) => one.lab === lab);
          const active = here.filter((one) => one.paused === undefined);
          expect(index.inLab(lab).watched).toEqual(watchedJobs(active.map(({ job }) => job)));
          for (const job of JOBS)
            expect(ids(index.inLab(lab).covering(job))).toEqual(ids(here.filter((one) => coversJob(one.job, job))));
        }
      }),
    );
  });

  it("keeps what is watched as it was while only others change", () => {
    const index = new SubscriptionIndex();
    index.put(aSubscription({ id: "s1" }));
    const before = index.inLab("acme").watched;
    index.put(aSubscription({ id: "s2" }));
    index.put(aSubscription({ id: "s3", job: "Smoke", paused }));
    index.put(aSubscription({ id: "s4", lab: "other", job: "Weekly" }));
    expect(index.inLab("acme").watched).toBe(before);
    expect(before.names.some(isGlob)).toBe(false);
  });
});
