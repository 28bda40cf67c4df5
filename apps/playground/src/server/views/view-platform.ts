import type { WirePlatform } from "@perfecto-bot/simulators/lab";

const SYSTEMS: ReadonlyMap<string, string> = new Map([
  ["IOS", "iOS"],
  ["ANDROID", "Android"],
  ["WINDOWS", "Windows"],
  ["MAC", "macOS"],
]);

/** What a test ran on, in words: a device's maker and model or a browser with its version, and the system beneath. */
export function viewPlatform(platform: WirePlatform | undefined): { readonly device: string; readonly system: string } {
  const { mobileInfo, browserInfo, os, osVersion = "" } = platform ?? {};
  const device = browserInfo
    ? words(capitalised(browserInfo.browserType), browserInfo.browserVersion)
    : words(mobileInfo?.manufacturer, mobileInfo?.model?.replaceAll("-", " "));
  const name = os === undefined ? undefined : (SYSTEMS.get(os) ?? capitalised(os));
  // "macOS Sonoma" is both system and version.
  const system = name !== undefined && osVersion.startsWith(name) ? osVersion : words(name, osVersion);
  return { device: device === "" ? "a device" : device, system };
}

/** "MICROSOFT_EDGE" as "Microsoft Edge". */
function capitalised(name = "a browser"): string {
  return name
    .toLowerCase()
    .replaceAll("_", " ")
    .replace(/\b\p{Ll}/gu, (first) => first.toUpperCase());
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}
