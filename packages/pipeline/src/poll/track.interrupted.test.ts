import { describe, expect, it } from "vitest";
import { everyFate, type Scenario } from "../testing/every-fate.ts";
import { track } from "./track.ts";
import { heldBy } from "./testing/held-by.ts";
import { openPoll, type OpenPoll } from "./testing/open-poll.ts";
import { JOB, ran } from "./testing/ran.ts";

const KEY = "j/acme/Nightly//45";
const TAP = { name: "tap", status: "FAILURE", message: "no such element", screenshots: [] } as const;

/** A build that was discovered while it ran, of which the lab now shows `spelled`. */
async function discovered(spelled: string, processing: "complete" | "processing"): Promise<OpenPoll> {
  const poll = await openPoll({ commands: [TAP] });
  poll.show(ran("a U 0, b P 0-2"));
  poll.moveTo(2);
  await poll.discover();
  poll.show(ran(spelled), processing);
  poll.moveTo(4);
  return poll;
}

/** What is known of the build in the end. */
async function known({ parts: { pictures } }: OpenPoll) {
  const picture = await pictures.load(KEY);
  const inOrder = [...(picture?.executions ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const executions = inOrder.map(([id, { execution, enrichment, settledAtMs }]) => [
    id,
    execution.status,
    enrichment?.state,
    settledAtMs !== undefined,
  ]);
  return { reason: picture?.final?.reason, executions };
}

describe("whatever call of a look fails, hangs or is its last", () => {
  it.each([
    ["ended", "a F 0-3, b P 0-2", "complete"],
    ["ended, and the lab prepares its videos", "a F 0-3, b P 0-2, c P 2-3", "processing"],
  ] as const)("a build that %s comes to the same as without it", async (_what, spelled, processing) => {
    const finish = async (poll: OpenPoll): Promise<void> => {
      poll.show(ran(spelled));
      await poll.runOut();
    };
    const undisturbed = await discovered(spelled, processing);
    await undisturbed.track(KEY);
    await finish(undisturbed);
    const right = await known(undisturbed);
    expect(right.executions).toContainEqual(["a@0", "FAILED", "done", true]);
    const played = await everyFate(async (): Promise<Scenario> => {
      const poll = await discovered(spelled, processing);
      return {
        begin: (worker) => track(heldBy(poll, worker), KEY),
        goOn: () => finish(poll),
        expectAll: async (fate) => {
          expect([fate, await known(poll)]).toEqual([fate, right]);
          const { builds } = await poll.parts.pictures.knownBuilds("acme", JOB.name);
          expect([fate, builds.length]).toEqual([fate, 1]);
        },
      };
    });
    expect(played).toBeGreaterThan(50);
  });
});
