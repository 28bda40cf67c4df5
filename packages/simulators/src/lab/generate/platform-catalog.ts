import type { WirePlatform } from "../wire-execution.ts";
import { seededRandom } from "./seeded-random.ts";

/** The kinds of platform the catalogue holds. */
export type PlatformKind = "phone" | "tablet" | "browser";

type DeviceRow = readonly [
  kind: "phone" | "tablet",
  manufacturer: string,
  model: string,
  os: "ANDROID" | "IOS",
  osVersion: string,
  screen: string,
];

const devices: readonly DeviceRow[] = [
  ["phone", "Samsung", "Galaxy S24", "ANDROID", "14", "1080*2340"],
  ["phone", "Apple", "iPhone-15 Pro", "IOS", "17.5.1", "1179*2556"],
  ["phone", "Google", "Pixel 8", "ANDROID", "14", "1080*2400"],
  ["phone", "Apple", "iPhone-13", "IOS", "16.7.8", "1170*2532"],
  ["phone", "Samsung", "Galaxy A54", "ANDROID", "13", "1080*2340"],
  ["phone", "Apple", "iPhone-14", "IOS", "17.5.1", "1170*2532"],
  ["phone", "Google", "Pixel 6", "ANDROID", "12", "1080*2400"],
  ["phone", "Apple", "iPhone-SE 2022", "IOS", "15.8.2", "750*1334"],
  ["phone", "Samsung", "Galaxy S22 Ultra", "ANDROID", "13", "1440*3088"],
  ["tablet", "Apple", "iPad Pro 11", "IOS", "17.5.1", "1668*2388"],
  ["tablet", "Samsung", "Galaxy Tab S9", "ANDROID", "14", "1600*2560"],
  ["tablet", "Apple", "iPad Air (5th gen)", "IOS", "16.7.8", "1640*2360"],
  ["tablet", "Samsung", "Galaxy Tab A8", "ANDROID", "13", "1200*1920"],
];

const browsers = [
  ["CHROME", "126", "WINDOWS", "11", "1920x1080"],
  ["SAFARI", "17", "MAC", "macOS Sonoma", "1440x900"],
  ["FIREFOX", "127", "WINDOWS", "11", "1920x1080"],
  ["MICROSOFT_EDGE", "latest (125)", "WINDOWS", "10", "1366x768"],
  ["CHROME", "latest (126)", "MAC", "macOS Ventura", "1440x900"],
] as const;

const locations = ["US-BOS", "DE-FRA", "GB-LON", "IN-BLR"];
const operators = ["AT&T", "Telekom", "Vodafone", "Airtel"];

/** A platform of the catalogue. */
export interface CatalogPlatform {
  readonly kind: PlatformKind;
  readonly platform: WirePlatform;
}

/**
 * Every platform of the simulated lab's first rack, phones and tablets before browsers. Devices carry `imei`, `imsi`
 * and `phoneNumber` (all invented), so that it can be tested that nobody passes them on.
 */
export const platformCatalog: readonly CatalogPlatform[] = rack(0);

/**
 * The first `count` platforms of these kinds; when the catalogue is used up, further units of the same models.
 * An empty list of kinds stands for all.
 */
export function platformsOfKinds(kinds: readonly PlatformKind[], count: number): readonly WirePlatform[] {
  const found: WirePlatform[] = [];
  for (let unit = 0; found.length < count; unit++) {
    const entries = unit === 0 ? platformCatalog : rack(unit);
    found.push(
      ...entries.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).map((entry) => entry.platform),
    );
  }
  return found.slice(0, count);
}

function rack(unit: number): readonly CatalogPlatform[] {
  return [...devices.map((row) => device(row, unit)), ...browsers.map((row) => browser(row, unit))];
}

function device([kind, manufacturer, model, os, osVersion, screen]: DeviceRow, unit: number): CatalogPlatform {
  const random = seededRandom("device", model, unit);
  const digits = (count: number) => Array.from({ length: count }, () => random.between(0, 9)).join("");
  const deviceId =
    os === "IOS" ? `0000${random.between(8020, 8130)}-${random.hex(16).toUpperCase()}` : random.hex(11).toUpperCase();
  const location = random.pick(locations);
  return {
    kind,
    platform: {
      deviceId,
      deviceType: "MOBILE",
      os,
      osVersion,
      screenResolution: screen,
      location,
      mobileInfo: {
        manufacturer,
        model,
        distributor: "Open market",
        description: `${location} shelf ${random.between(1, 12)}`,
        firmware: `${model.toLowerCase().replaceAll(" ", "")}-user ${osVersion} release-keys`,
        operator: random.pick(operators),
        imei: `00${digits(13)}`,
        imsi: `001${digits(12)}`,
        phoneNumber: `+1555${digits(7)}`,
      },
      selectionCriteria: { platformName: os === "IOS" ? "iOS" : "Android", model },
      customFields: [],
    },
  };
}

function browser([type, version, os, osVersion, screen]: (typeof browsers)[number], unit: number): CatalogPlatform {
  const random = seededRandom("browser", type, version, os, unit);
  return {
    kind: "browser",
    platform: {
      deviceId: `1_${random.guid().toUpperCase()}`,
      deviceType: "DESKTOP",
      os,
      osVersion,
      screenResolution: screen,
      location: "US East",
      browserInfo: { browserType: type, browserVersion: version },
      selectionCriteria: { platformName: os, browserName: type, browserVersion: version },
      customFields: [],
    },
  };
}
