import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ConfigError } from "./config/config-problem.ts";
import type { Environment } from "./config/environment.ts";
import { Settings } from "./config/settings.ts";

/** What the app package is made of. No secret is needed for it. */
interface PackageValues {
  readonly appId: string;
  readonly publicUrl: string;
}

/** How the package is written. */
export interface TeamsPackageOptions {
  /** The file. */
  readonly out: string;
  /** Hosts whose links show what they lead to. */
  readonly links: readonly string[];
}

/**
 * Writes the app package for Microsoft Teams into a file, over one that is there, and prints what came of it. Its
 * version is the service's own. Teams' libraries are large, so they are loaded here and not before.
 * Exit codes: 0 written, 2 the configuration or the file's place must be changed.
 */
export async function writeTeamsPackage(
  environment: Environment,
  { out, links }: TeamsPackageOptions,
  print: (line: string) => void,
): Promise<number> {
  const { makeTeamsPackage, TeamsPackageError } = await import("@perfecto-bot/teams/app-package");
  try {
    const values = readValues(environment);
    const bytes = makeTeamsPackage({ ...values, version: ownVersion(), unfurlDomains: links });
    const file = resolve(out);
    const trouble = await write(file, bytes);
    if (trouble !== undefined) {
      print(`The Teams app package cannot be written to ${file} (${trouble}): name another file with --out.`);
      return 2;
    }
    print(`Written: ${file}`);
    print("    → Upload it in the Teams admin centre (Teams apps → Manage apps), then add the app to a team.");
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof TeamsPackageError)) throw error;
    print(error.message);
    if (error instanceof TeamsPackageError)
      print(
        "    → appId is MICROSOFT_APP_ID, the GUID of the Azure Bot; publicUrl is PUBLIC_URL, unfurlDomains are the hosts after --links.",
      );
    return 2;
  }
}

function readValues(environment: Environment): PackageValues {
  const settings = new Settings(environment);
  const appId = settings.text("MICROSOFT_APP_ID") ?? "";
  const publicUrl = settings.url("PUBLIC_URL") ?? "";
  if (appId === "") settings.complain(["MICROSOFT_APP_ID"], "is missing: give the Azure Bot's app id");
  if (settings.text("PUBLIC_URL") === undefined)
    settings.complain(["PUBLIC_URL"], "is missing: give the https address that this service is reached by");
  else if (publicUrl !== "" && URL.parse(publicUrl)?.protocol !== "https:")
    settings.complain(["PUBLIC_URL"], "is no https address: Teams takes no other");
  if (settings.problems.length > 0) throw new ConfigError(settings.problems);
  return { appId, publicUrl };
}

function ownVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return version;
}

/** Resolves to the system's code of what went wrong. */
async function write(file: string, bytes: Uint8Array): Promise<string | undefined> {
  try {
    await writeFile(file, bytes);
    return undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error) return String(error.code);
    throw error;
  }
}
