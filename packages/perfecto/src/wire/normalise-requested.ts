import type { Platform } from "@perfecto-bot/domain";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";

/**
 * The criteria that are read: those that describe a kind of device or browser. Everything else is left out unread: what
 * names one device (`deviceId`, `deviceName`, `phoneNumber`), what differs from run to run, and capabilities that came along,
 * of which some are secrets (`securityToken`, `password`). Names as the vendor's sample
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm) and its list of
 * devices (https://help.perfecto.io/perfecto-help/content/perfecto/automation-testing/get-devices-list.htm) write them.
 */
const CRITERIA = [
  "platformName",
  "platformVersion",
  "manufacturer",
  "model",
  "description",
  "browserName",
  "browserVersion",
  "resolution",
  "location",
  "network",
] as const;
const NAMES: ReadonlyMap<string, string> = new Map(CRITERIA.map((name) => [name.toLowerCase(), name]));
/**
 * What must be among them. "Any iPhone" is no kind: the same test on an iPhone 13 and then on an iPhone 14 would be taken for
 * a retry, and the failure on the one for passed.
 */
const TELLING = { device: ["model", "manufacturer", "description"], browser: ["browserName"] } as const;
/** A regular expression for anything. */
const ANYTHING = /^\^?\.[*+]\$?$/u;
const LONGEST_VALUE = 100;

/**
 * What a platform was asked for by, as one line of "name=value" in order of name: `selectionCriteriaV2`, a list of names
 * and values, else `selectionCriteria`, an object (both as the vendor's own tools read them,
 * https://github.com/PerfectoMobileSA/PerfectoActions). Undefined where it does not tell what kind of platform was meant, so
 * that the platform it ran on does.
 */
export function normaliseRequested(
  platform: Readonly<Record<string, unknown>>,
  kind: Platform["kind"],
): string | undefined {
  const listed = criteriaOf(entriesOfList(platform["selectionCriteriaV2"]));
  const criteria = listed.size > 0 ? listed : criteriaOf(Object.entries(asRecord(platform["selectionCriteria"]) ?? {}));
  if (!TELLING[kind].some((name) => criteria.has(name))) return undefined;
  return [...criteria]
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join(" ");
}

/** The criteria by name, however it was spelled; of one that comes twice, the last. */
function criteriaOf(entries: readonly (readonly [string, unknown])[]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(([spelled, raw]): readonly (readonly [string, string])[] => {
      const name = NAMES.get(spelled.trim().toLowerCase());
      const value = asText(raw)?.trim();
      if (name === undefined || value === undefined || ANYTHING.test(value)) return [];
      return [[name, value.slice(0, LONGEST_VALUE).toWellFormed()]];
    }),
  );
}

function entriesOfList(raw: unknown): readonly (readonly [string, unknown])[] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((entry: unknown) => {
    const criterion = asRecord(entry);
    const name = asText(criterion?.["name"]);
    return name === undefined ? [] : [[name, criterion?.["value"]] as const];
  });
}
