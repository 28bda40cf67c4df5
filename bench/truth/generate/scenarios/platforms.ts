import { askFor, KINDS, type Kind } from "../devices.ts";
import { beginBuild, HOUR, MINUTE, someTests, type LabDraft, type Test } from "../lab-draft.ts";
import {
  everywhere,
  fails,
  failsThenPasses,
  passes,
  plan,
  someCause,
  spread,
  type Placed,
  type Play,
} from "../plan-tests.ts";
import { runTests, type Planned } from "../run-tests.ts";
import { placeTests } from "./histories.ts";

/** What breaks, and every right name for it among {@link KINDS}. */
const BREAKS: readonly { readonly hit: (kind: Kind) => boolean; readonly names: readonly string[] }[] = [
  { hit: ({ os }) => os === "iOS", names: ["iOS", "Apple"] },
  { hit: ({ os, osVersion }) => os === "iOS" && osVersion.startsWith("17"), names: ["iOS 17"] },
  { hit: ({ maker }) => maker === "Samsung", names: ["Samsung"] },
  { hit: ({ os, osVersion }) => os === "Android" && osVersion === "14", names: ["Android 14"] },
  { hit: ({ maker }) => maker === "Google", names: ["Google", "Pixel 8", "Google Pixel 8 · Android 14"] },
];

/** Two good builds, then some tests fail wherever one platform is, and nowhere else. */
export function platformBreaks(lab: LabDraft): void {
  const places = everywhere(
    someTests(6),
    KINDS.map((kind) => askFor(lab.random, kind, "by-model", 2)),
  );
  const { hit, names } = lab.random.pick(BREAKS);
  const affected = new Set(lab.random.some(someTests(6), lab.random.between(3, 5)).map(({ name }) => name));
  const cause = someCause(lab);
  for (let index = 0; index < 4; index += 1) {
    const build = beginBuild(lab, { job: "Matrix", number: index + 60 });
    const isHit = ({ test, platform }: Placed): boolean =>
      index >= 2 &&
      affected.has(test.name) &&
      platform.devices.some((one) => one.kind === "device" && isKind(hit, one));
    build.onlyOn = index >= 2 ? names : [];
    const special = new Map<Placed, Play>(places.filter(isHit).map((one) => [one, fails(cause)]));
    runTests(lab, build, plan(places, special), { startMs: lab.startMs + index * 2 * HOUR, lanes: 6 });
  }
}

/** Tests fail by chance, here and there: no platform is to blame. */
export function randomFailures(lab: LabDraft): void {
  const places = everywhere(
    someTests(6),
    KINDS.map((kind) => askFor(lab.random, kind, "by-model", 2)),
  );
  for (let index = 0; index < 4; index += 1) {
    const build = beginBuild(lab, { job: "Matrix", number: index + 80 });
    const count = lab.random.between(1, 4);
    let hit = lab.random.some(places, count);
    while (isSign(hit)) hit = lab.random.some(places, count);
    build.onlyOn = [];
    const special = new Map(hit.map((one) => [one, fails(someCause(lab))]));
    runTests(lab, build, plan(places, special), { startMs: lab.startMs + index * 2 * HOUR, lanes: 6 });
  }
}

/** Even by chance these would be a sign: several on one platform alone, or one test on several platforms. */
function isSign(hit: readonly Placed[]): boolean {
  if (hit.length < 2) return false;
  const [platforms, tests] = [new Set(hit.map((one) => one.platform.label)), new Set(hit.map((one) => one.test.name))];
  return platforms.size < 2 || tests.size < hit.length;
}

/** One phone of a pool fails most of what it runs, in several jobs, while its peers pass it. */
export function brokenDevice(lab: LabDraft): void {
  const pool = askFor(lab.random, lab.random.pick(KINDS), "by-model", 6);
  const broken = pool.devices[0]?.deviceId ?? "";
  lab.brokenDevices.add(broken);
  const retries = lab.random.chance(0.5);
  for (let index = 0; index < 8; index += 1) {
    const build = beginBuild(lab, { job: index % 2 === 0 ? "Payments" : "Search", number: 30 + Math.floor(index / 2) });
    const planned = spread(someTests(16), [pool]).map((one): Planned => {
      const cause = someCause(lab);
      const ownFault = lab.random.chance(0.02);
      return {
        ...one,
        play: (turn, deviceId) =>
          ownFault || (deviceId === broken && lab.random.chance(0.9))
            ? { status: "FAILED", cause, again: retries && turn < 2 }
            : { status: "PASSED" },
      };
    });
    runTests(lab, build, planned, { startMs: lab.startMs + index * HOUR });
  }
}

/** One name, many rows of data: rows fail for themselves, and no row takes back another's failure. */
export function dataRows(lab: LabDraft): void {
  const platforms = KINDS.slice(0, 2).map((kind) => askFor(lab.random, kind, "by-model"));
  const rows = someTests(3).flatMap(({ name }): readonly Test[] =>
    ["ann", "bob", "cid", "dee"].map((user) => ({ name, parameters: [{ name: "user", value: user }] })),
  );
  const placed = spread(rows, platforms.slice(0, lab.random.between(1, 2)));
  const broken = new Map<Placed, Play>();
  for (let index = 0; index < 6; index += 1) {
    const build = beginBuild(lab, { job: "Data", number: index + 9 });
    for (const one of broken.keys()) if (lab.random.chance(0.4)) broken.delete(one);
    for (const one of lab.random.some(placed, 2)) broken.set(one, fails(someCause(lab)));
    const flaky = lab.random.some(
      placed.filter((one) => !broken.has(one)),
      2,
    );
    const special = new Map([...broken, ...flaky.map((one) => [one, failsThenPasses(someCause(lab))] as const)]);
    runTests(lab, build, plan(placed, special), { startMs: lab.startMs + index * 90 * MINUTE });
  }
}

/** The same test on several phones of a platform at the same time: none is an attempt of another. */
export function sideBySide(lab: LabDraft): void {
  const placed = placeTests(lab, 5, 8);
  for (let index = 0; index < 4; index += 1) {
    const build = beginBuild(lab, { job: "Parallel", number: index + 3 });
    for (const [order, one] of placed.entries()) {
      const startMs = lab.startMs + index * 2 * HOUR + order * 2 * MINUTE;
      const planned = Array.from({ length: 3 }, (_, at): Planned => {
        const failsHere = at === 0 && lab.random.chance(0.3);
        return { ...one, beside: true, play: failsHere ? fails(someCause(lab)) : passes };
      });
      runTests(lab, build, planned, { startMs, lanes: 3, testMs: [40_000, 70_000], pauseMs: [500, 4_000] });
    }
  }
}
function isKind(hit: (kind: Kind) => boolean, { model }: { readonly model?: string }): boolean {
  return KINDS.some((kind) => kind.model === model && hit(kind));
}
