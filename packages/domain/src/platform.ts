/** A phone or tablet an execution ran on. */
export interface DevicePlatform {
  readonly kind: "device";
  /** What the test asked for, such as "model=iPhone 15 platformName=iOS", ids of single devices left out. */
  readonly requested?: string;
  readonly deviceId?: string;
  readonly maker?: string;
  readonly model?: string;
  /** As people write it: "iOS", "Android". */
  readonly os?: string;
  readonly osVersion?: string;
}

/** A desktop browser an execution ran on. */
export interface BrowserPlatform {
  readonly kind: "browser";
  /** As of a device. */
  readonly requested?: string;
  /** As people write it: "Chrome", "Internet Explorer". */
  readonly browser?: string;
  readonly browserVersion?: string;
  readonly os?: string;
  readonly osVersion?: string;
}

/** What an execution ran on. Device numbers that identify a person or a SIM (IMEI, IMSI, phone number) are never kept. */
export type Platform = DevicePlatform | BrowserPlatform;

/**
 * One line that names a platform: "Samsung Galaxy S5 · Android 6.0.1", "Chrome 129 · Windows 10".
 * Unknown parts are left out; with nothing known it says "unknown platform".
 */
export function platformLabel(platform: Platform): string {
  const subject =
    platform.kind === "device"
      ? joinWords(platform.maker, platform.model) || platform.deviceId
      : joinWords(platform.browser, platform.browserVersion);
  const { os, osVersion } = platform;
  // "macOS Sonoma" is a version that names its system itself.
  const system = os !== undefined && osVersion?.startsWith(os) ? osVersion : joinWords(os, osVersion);
  return [subject, system].filter(Boolean).join(" · ") || "unknown platform";
}

/** One line for all platforms of an execution; a test that drove two devices names both. */
export function platformsLabel(platforms: readonly Platform[]): string {
  return platforms.length === 0 ? "unknown platform" : platforms.map(platformLabel).join(" + ");
}

function joinWords(...words: (string | undefined)[]): string {
  return words.filter(Boolean).join(" ");
}

/**
 * What makes executions on these platforms attempts of one test: what was asked for, else model and system, never one
 * device's id, so that a retry on another phone of the kind is an attempt. A test on several devices runs on their set.
 */
export function platformKey(platforms: readonly Platform[]): string {
  return platforms.map(oneKey).toSorted().join(" + ");
}

function oneKey(platform: Platform): string {
  if (platform.requested !== undefined) return `asked ${platform.requested}`;
  if (platform.kind === "browser") return platformLabel(platform);
  const { deviceId: _one, ...kind } = platform;
  return platformLabel(kind);
}
