import type { ExecutionStatus } from "@perfecto-bot/domain";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";
import type { HookCall, Parameter, Version } from "./timeline.ts";

/** Where generated time begins: a Monday morning. */
const EPOCH_MS = Date.UTC(2026, 2, 2, 6);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A test by name, and the data row it runs with. */
export interface Test {
  readonly name: string;
  readonly parameters?: readonly Parameter[];
}

/** One execution being made up. */
export interface AttemptDraft {
  readonly id: string;
  readonly startMs: number;
  readonly deviceId: string;
  cause: string | undefined;
  status: ExecutionStatus;
  versions: readonly Version[];
}

/** A test on a platform in a build being made up. */
export interface CaseDraft {
  readonly test: Test;
  readonly platform: string;
  readonly attempts: AttemptDraft[];
}

/** What CI tells of a run. */
export interface RunTraits {
  readonly job: string;
  readonly number?: number;
  /** The branch as people mean it. */
  readonly branch?: string;
  /** What the tests say for it, at random; the branch itself where absent. */
  readonly branchNames?: readonly string[];
}

/** A build being made up. */
export interface BuildDraft extends RunTraits {
  readonly id: string;
  readonly cases: CaseDraft[];
  /** Failures that were tried again within the run. */
  triedAgain: number;
  /** Failures that were left as they were when the run went on. */
  leftAlone: number;
  undecidable?: string;
  onlyOn?: readonly string[];
}

/** A lab being made up. */
export interface LabDraft {
  readonly scenario: string;
  readonly seed: string;
  readonly random: SeededRandom;
  readonly startMs: number;
  readonly builds: BuildDraft[];
  readonly hooks: HookCall[];
  readonly brokenDevices: Set<string>;
  readonly devices: Set<string>;
  /** Until when each device is in use, epoch ms. */
  readonly busyUntilMs: Map<string, number>;
}

/** An empty lab. */
export function beginLab(scenario: string, seed: string): LabDraft {
  return {
    scenario,
    seed,
    random: seededRandom(`${scenario}/${seed}`),
    startMs: EPOCH_MS,
    builds: [],
    hooks: [],
    brokenDevices: new Set(),
    devices: new Set(),
    busyUntilMs: new Map(),
  };
}

/** A run of a job that has no tests yet. */
export function beginBuild(lab: LabDraft, traits: RunTraits): BuildDraft {
  const build: BuildDraft = { ...traits, id: `b${lab.builds.length + 1}`, cases: [], triedAgain: 0, leftAlone: 0 };
  lab.builds.push(build);
  return build;
}

/** Tests and data rows as one text. */
export function testLabel({ name, parameters = [] }: Test): string {
  return [name, ...parameters.map((one) => `${one.name}=${one.value}`)].join(" ");
}

const VERBS = ["opens", "pays", "searches", "rates", "shares", "cancels", "edits", "exports", "books", "returns"];
const THINGS = ["order", "cart", "profile", "ticket", "invoice", "coupon", "address", "photo"];

/** So many tests with different names. */
export function someTests(count: number): readonly Test[] {
  return Array.from({ length: count }, (_, index) => {
    const verb = VERBS[index % VERBS.length] ?? "";
    const thing = THINGS[Math.floor(index / VERBS.length) % THINGS.length] ?? "";
    const round = Math.floor(index / (VERBS.length * THINGS.length));
    return { name: `${verb} the ${thing}${round === 0 ? "" : ` as guest ${"abcdefgh"[round] ?? ""}`}` };
  });
}
