import type { Platform } from "@perfecto-bot/domain";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";
import { normaliseRequested } from "./normalise-requested.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { WireContext } from "./wire-context.ts";

/** Values of `os` and `browserType`: https://github.com/PerfectoCode/reporting-java-sdk, …/reporting-node-sdk. */
const osNames = new Map([
  ["ANDROID", "Android"],
  ["IOS", "iOS"],
  ["IPADOS", "iPadOS"],
  ["WINDOWS", "Windows"],
  ["MAC", "macOS"],
  ["MACOS", "macOS"],
  ["LINUX", "Linux"],
  ["BLACKBERRY", "BlackBerry"],
]);
const browserNames = new Map([
  ["CHROME", "Chrome"],
  ["FIREFOX", "Firefox"],
  ["INTERNET_EXPLORER", "Internet Explorer"],
  ["SAFARI", "Safari"],
  ["MICROSOFT_EDGE", "Edge"],
  ["EDGE", "Edge"],
]);
const desktopSystems = new Set(["Windows", "macOS", "Linux"]);

/**
 * One entry of `platforms`. Only the members named here are read, so that numbers of a person's line (`imei`, `imsi`,
 * `phoneNumber`) never get in. A device where the lab describes one, a browser where it describes one; with neither, the
 * device type decides, then the system. Undefined only for what is no object.
 */
export function normalisePlatform(raw: unknown, context: Pick<WireContext, "note">): Platform | undefined {
  const platform = asRecord(raw);
  if (!platform) {
    context.note("shape");
    return undefined;
  }
  const mobile = asRecord(platform["mobileInfo"]);
  const browser = asRecord(platform["browserInfo"]);
  const os = nameOf(platform["os"], osNames);
  const osVersion = asText(platform["osVersion"]);

  if (mobile || !(browser || isDesktop(platform["deviceType"], os))) {
    return omitUndefined({
      kind: "device" as const,
      requested: normaliseRequested(platform, "device"),
      deviceId: asText(platform["deviceId"]),
      maker: asText(mobile?.["manufacturer"]),
      model: asText(mobile?.["model"]),
      os,
      osVersion,
    });
  }
  return omitUndefined({
    kind: "browser" as const,
    requested: normaliseRequested(platform, "browser"),
    browser: nameOf(browser?.["browserType"], browserNames),
    browserVersion: plainVersion(asText(browser?.["browserVersion"])),
    os,
    osVersion,
  });
}

/** The set of device types is open: only DESKTOP is known to be no device. */
function isDesktop(deviceType: unknown, os: string | undefined): boolean {
  const type = asText(deviceType)?.toUpperCase();
  return type === undefined ? os !== undefined && desktopSystems.has(os) : type === "DESKTOP";
}

/** As people write it; a value nobody knows stays as the lab wrote it. */
function nameOf(value: unknown, names: ReadonlyMap<string, string>): string | undefined {
  const text = asText(value);
  const key = text?.toUpperCase();
  return key === undefined || key === "UNKNOWN" ? undefined : (names.get(key) ?? text);
}

/** "latest (11)" names the version it resolved to. */
function plainVersion(version: string | undefined): string | undefined {
  return /^latest\S*\s*\(([^()]+)\)$/iu.exec(version ?? "")?.[1] ?? version;
}
