import { buildKey, type Execution, type JobBuildRef } from "@perfecto-bot/domain";
import { anExecution, aPicture, aRecordedExecution, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { createMemoryPictureStore } from "../memory/memory-picture-store.ts";
import { LabError } from "../ports/lab.ts";
import type { PictureStore } from "../ports/picture-store.ts";
import { findBuilds } from "./find-builds.ts";
import { loadBuild } from "./load-build.ts";
import { scriptedLab } from "./testing/scripted-lab.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const JOB = { name: "Nightly", number: 2 };

/** The executions of a build, an hour apart, the first so long before nine. */
function build(number: number, agoMs: number, count = 2, branch?: string): Execution[] {
  const job = { name: "Nightly", number, ...(branch === undefined ? {} : { branch }) };
  return Array.from({ length: count }, (_, index) =>
    anExecution({
      id: `${number}${branch ?? ""}/${index}`,
      name: `test ${index}`,
      startedAtMs: NINE - agoMs + index * HOUR,
      job,
    }),
  );
}

async function remember(
  pictures: PictureStore,
  executions: readonly Execution[],
  { branch, isFinal = true }: { readonly branch?: string; readonly isFinal?: boolean } = {},
): Promise<void> {
  const number = executions[0]?.job?.number ?? 0;
  const ref: JobBuildRef = { kind: "job", lab: "acme", job: "Nightly", number, ...(branch && { branch }) };
  const records = executions.map((one) => aRecordedExecution(one, { answeredAtMs: NINE - 5 }));
  const final = isFinal ? { final: { atMs: NINE, reason: "quiet" as const } } : {};
  const before = aPicture([], { ref });
  await pictures.save(buildKey(ref), { ...before, revision: 0 }, aPicture(records, { ref, revision: 1, ...final }));
  const known = await pictures.knownBuilds("acme", "Nightly");
  const startedAtMs = executions[0]?.startedAtMs ?? 0;
  const named = { key: buildKey(ref), number, startedAtMs, ...(branch && { branch }) };
  await pictures.saveKnownBuilds("acme", "Nightly", known, [...known.builds, named]);
}

const summary = (builds: Awaited<ReturnType<typeof loadBuild>>) =>
  builds.map(({ ref, source, executions, whole }) => [
    ref.kind === "job" ? ref.number : undefined,
    source,
    executions.length,
    whole,
  ]);

describe("the latest builds of a job", () => {
  const find = (lab: ReturnType<typeof scriptedLab>, last: number, pictures = createMemoryPictureStore()) =>
    findBuilds({ pictures, lab: lab.lab, jobNames: ["Nightly"], last, now: () => NINE });

  it("come from the lab, the latest first, no further back than needed", async () => {
    const lab = scriptedLab([...build(3, 3 * HOUR), ...build(2, 10 * HOUR), ...build(1, 5 * DAY)], { pageSize: 500 });
    const { builds, searchedFromMs, stoppedBecause } = await find(lab, 1);
    expect(summary(builds)).toEqual([[3, "lab", 2, true]]);
    expect([searchedFromMs, stoppedBecause, lab.asked.length]).toEqual([NINE - 2 * DAY, undefined, 1]);
    expect(lab.asked[0]?.jobNames).toEqual(["Nightly"]);
  });

  it("are looked for further back where there are too few", async () => {
    const lab = scriptedLab([...build(3, 3 * HOUR), ...build(2, 5 * DAY), ...build(1, 30 * DAY)], { pageSize: 500 });
    const { builds, searchedFromMs } = await find(lab, 5);
    expect(summary(builds).map(([number]) => number)).toEqual([3, 2, 1]);
    expect(searchedFromMs).toBe(NINE - 60 * DAY);
  });

  describe("are asked for by number where they may have begun before reading ended", () => {
    const late = anExecution({ id: "2/late", name: "late", startedAtMs: NINE - 40 * HOUR, job: JOB });
    const torn = [...build(2, 49 * HOUR, 1), late];
    const executions = [...torn, ...build(1, 44 * HOUR)];

    it("and then are whole", async () => {
      const lab = scriptedLab(executions, { pageSize: 500 });
      expect(summary((await find(lab, 1)).builds)).toEqual([[2, "lab", 2, true]]);
      expect(lab.asked.slice(1)).toEqual([{ jobNames: ["Nightly"], jobNumber: 2 }]);
    });

    it("and are not called whole where that fails", async () => {
      const lab = scriptedLab(executions, {
        pageSize: 500,
        script: ({ jobNumber }) => {
          if (jobNumber !== undefined) throw new LabError("unreachable", "acme", "no answer");
        },
      });
      expect(summary((await find(lab, 1)).builds)).toEqual([[2, "lab", 1, false]]);
    });
  });

  it("come from memory where they are final and the lab knows no more", async () => {
    const pictures = createMemoryPictureStore();
    await remember(pictures, build(3, 3 * HOUR), { isFinal: false });
    await remember(pictures, build(2, 5 * HOUR));
    await remember(pictures, build(1, 9 * HOUR, 1));
    const lab = scriptedLab([...build(3, 3 * HOUR), ...build(2, 5 * HOUR), ...build(1, 9 * HOUR)], { pageSize: 500 });
    expect(summary((await find(lab, 3, pictures)).builds)).toEqual([
      [3, "lab", 2, true],
      [2, "memory", 2, true],
      [1, "lab", 2, true],
    ]);
  });

  it("are fewer where the lab keeps no more, and the reason is said", async () => {
    const error = new LabError("window-too-old", "acme", "too old");
    const lab = scriptedLab(build(3, 3 * HOUR), {
      pageSize: 500,
      script: (_query, index) => {
        if (index > 0) throw error;
      },
    });
    const found = await find(lab, 5);
    expect(found).toMatchObject({ searchedFromMs: NINE - 2 * DAY, stoppedBecause: { kind: "lab-failed", error } });
    expect(found.builds).toHaveLength(1);
  });

  it("are an error where the lab's first answer is one", async () => {
    const lab = scriptedLab([], { script: () => Promise.reject(new LabError("unreachable", "acme", "no answer")) });
    await expect(find(lab, 1)).rejects.toThrow("no answer");
    expect((await find(scriptedLab([]), 1)).builds).toEqual([]);
  });
});

describe("a build", () => {
  it("that is final comes from memory, and the lab is not asked", async () => {
    const pictures = createMemoryPictureStore();
    await remember(pictures, build(2, HOUR));
    const lab = scriptedLab([]);
    const [found, ...others] = await loadBuild(pictures, lab.lab, { jobNames: ["nightly", "Nightly"], number: 2 });
    expect(found).toMatchObject({ source: "memory", whole: true, asOfMs: NINE - 5 });
    expect([others, lab.asked]).toEqual([[], []]);
  });

  it("that is open comes from the lab, whole unless there is more than is read", async () => {
    const pictures = createMemoryPictureStore();
    await remember(pictures, build(2, HOUR), { isFinal: false });
    const lab = scriptedLab([...build(2, HOUR, 3), ...build(1, DAY)], { pageSize: 500 });
    const job = { jobNames: ["Nightly"], number: 2 };
    expect(summary(await loadBuild(pictures, lab.lab, job))).toEqual([[2, "lab", 3, true]]);
    expect(lab.asked).toEqual([{ jobNames: ["Nightly"], jobNumber: 2 }]);
    const tiny = scriptedLab(build(2, DAY, 101), { pageSize: 1 });
    expect(summary(await loadBuild(pictures, tiny.lab, job))).toEqual([[2, "lab", 100, false]]);
    expect(await loadBuild(pictures, lab.lab, { ...job, number: 77 })).toEqual([]);
  });

  it("of several branches is several, from memory where that is final", async () => {
    const pictures = createMemoryPictureStore();
    await remember(pictures, build(2, 5 * HOUR, 2, "main"), { branch: "main" });
    const lab = scriptedLab([...build(2, 5 * HOUR, 2, "main"), ...build(2, HOUR, 1, "fix")], { pageSize: 500 });
    const both = await loadBuild(pictures, lab.lab, { jobNames: ["Nightly"], number: 2 });
    expect(both.map(({ ref, source }) => [ref.branch, source])).toEqual([
      ["fix", "lab"],
      ["main", "memory"],
    ]);
    const job = { jobNames: ["Nightly"], number: 2, branch: "fix" };
    expect(summary(await loadBuild(pictures, lab.lab, job))).toEqual([[2, "lab", 1, true]]);
  });
});
