import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { TeamsPackageError } from "./teams-package-error.ts";
import { teamsManifest } from "./teams-manifest.ts";

/** What an app package is made of. */
export interface TeamsPackageOptions {
  /** `MICROSOFT_APP_ID`: the bot's and the app's id. */
  readonly appId: string;
  /** Of the package, such as `1.0.0`. Teams takes an update only with a higher one. */
  readonly version: string;
  /** The service's public address. */
  readonly publicUrl: string;
  /**
   * Hosts of labs, such as `demo.app.perfectomobile.com`, whose report links show a preview when somebody pastes them.
   * Default: none, so that the app is told of no link.
   * @see https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling
   */
  readonly unfurlDomains?: readonly string[];
  /** Default: `Perfecto`. At most 30 characters. The bot's answers say `@Perfecto`. */
  readonly botName?: string;
  /** Who runs the service, and where they say so. Addresses are https; by default the service's own. */
  readonly developer?: {
    readonly name?: string;
    readonly websiteUrl?: string;
    readonly privacyUrl?: string;
    readonly termsOfUseUrl?: string;
  };
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const VERSION = /^(?:0|[1-9]\d{0,4})\.(?:0|[1-9]\d{0,4})\.(?:0|[1-9]\d{0,4})$/u;
/** A whole host, without a wildcard: everything under it would be told to the bot. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/u;
const LONGEST_BOT_NAME = 30;
const LONGEST_DEVELOPER_NAME = 32;
/** The first day that zip files know: the same values give the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * The app package for Teams' admin centre or "Upload a custom app": a zip with `manifest.json`, `color.png` and
 * `outline.png` at its root.
 * @throws {TeamsPackageError} when values cannot be used, naming all of them.
 * @see https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package
 */
export function makeTeamsPackage(options: TeamsPackageOptions): Uint8Array {
  const { appId, version, publicUrl, botName = "Perfecto", unfurlDomains = [] } = options;
  const { name = botName, ...urls } = options.developer ?? {};
  const developer = {
    name,
    websiteUrl: urls.websiteUrl ?? publicUrl,
    privacyUrl: urls.privacyUrl ?? publicUrl,
    termsOfUseUrl: urls.termsOfUseUrl ?? publicUrl,
  };
  const problems = [
    ...(GUID.test(appId) ? [] : [`appId "${appId}" is no GUID`]),
    ...(VERSION.test(version) ? [] : [`version "${version}" is not like 1.2.3`]),
    ...(isName(botName, LONGEST_BOT_NAME) ? [] : [`botName must have 1 to ${LONGEST_BOT_NAME} characters`]),
    ...(isName(name, LONGEST_DEVELOPER_NAME)
      ? []
      : [`developer.name must have 1 to ${LONGEST_DEVELOPER_NAME} characters`]),
    ...unfurlDomains.flatMap((host) => (HOST.test(host) ? [] : [`unfurlDomains: "${host}" is no host name`])),
    ...Object.entries({ publicUrl, ...developer, name: publicUrl }).flatMap(([what, url]) =>
      isHttps(url) ? [] : [`${what} "${url}" is no https address`],
    ),
  ];
  if (problems.length > 0) throw new TeamsPackageError([...new Set(problems)]);
  const manifest = teamsManifest({ appId: appId.toLowerCase(), botName, version, publicUrl, unfurlDomains, developer });
  return zipSync(
    {
      "manifest.json": strToU8(`${JSON.stringify(manifest, undefined, 2)}\n`),
      "color.png": icon("color"),
      "outline.png": icon("outline"),
    },
    { mtime: NO_TIME },
  );
}

function icon(name: "color" | "outline"): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`icons/${name}.png`, import.meta.url)));
}

function isName(name: string, most: number): boolean {
  return name.trim() !== "" && name.length <= most;
}

function isHttps(url: string): boolean {
  return URL.parse(url)?.protocol === "https:" && url.length <= 2048;
}
