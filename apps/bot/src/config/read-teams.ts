import { Secret } from "@perfecto-bot/domain";
import type { TeamsConfig } from "./config.ts";
import type { Settings } from "./settings.ts";

/** Ids of Entra applications and tenants. */
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** How to reach Microsoft Teams; undefined where it is not configured. */
export function readTeams(settings: Settings): TeamsConfig | undefined {
  const appId = settings.text("MICROSOFT_APP_ID");
  const appPassword = settings.secret("MICROSOFT_APP_PASSWORD");
  const tenantId = settings.text("MICROSOFT_APP_TENANT_ID");
  const insecureLocal = readSwitch(settings);
  if (!insecureLocal && [appId, appPassword, tenantId].every((value) => value === undefined)) return undefined;
  const allowedTenants = (settings.text("TEAMS_ALLOWED_TENANTS") ?? "")
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  for (const id of allowedTenants) {
    if (!GUID.test(id)) settings.complain(["TEAMS_ALLOWED_TENANTS"], `"${id}" is no tenant id: give GUIDs with commas`);
  }
  if (tenantId !== undefined && !GUID.test(tenantId))
    settings.complain(["MICROSOFT_APP_TENANT_ID"], "is no tenant id: give the directory's GUID");
  if (insecureLocal) return readInsecure(settings, { appId, appPassword, tenantId, allowedTenants });
  if (appId === undefined) settings.complain(["MICROSOFT_APP_ID"], "is missing: give the Azure Bot's app id");
  else if (!GUID.test(appId)) settings.complain(["MICROSOFT_APP_ID"], "is no app id: give the GUID of the Azure Bot");
  if (appPassword === undefined)
    settings.complain(["MICROSOFT_APP_PASSWORD"], "is missing: give a client secret of the app registration");
  if (tenantId === undefined)
    settings.complain(["MICROSOFT_APP_TENANT_ID"], "is missing: give the id of the tenant the app is registered in");
  if (appId === undefined || appPassword === undefined || tenantId === undefined) return undefined;
  return { appId, appPassword, tenantId, allowedTenants, insecureLocal };
}

function readSwitch(settings: Settings): boolean {
  const text = settings.text("TEAMS_INSECURE_LOCAL")?.toLowerCase();
  if (text !== undefined && text !== "true" && text !== "false")
    settings.complain(["TEAMS_INSECURE_LOCAL"], "is true or false");
  return text === "true";
}

/** Without authentication there are no credentials to be right; the tenants still say whose activities are taken. */
function readInsecure(
  settings: Settings,
  given: {
    readonly appId: string | undefined;
    readonly appPassword: Secret | undefined;
    readonly tenantId: string | undefined;
    readonly allowedTenants: readonly string[];
  },
): TeamsConfig | undefined {
  const host = settings.text("HOST");
  if (host === undefined || !LOOPBACK.has(host))
    settings.complain(
      ["TEAMS_INSECURE_LOCAL", "HOST"],
      "without authentication only this machine may reach the service: set HOST=127.0.0.1",
    );
  const tenantId = given.tenantId ?? given.allowedTenants[0];
  if (tenantId === undefined) {
    settings.complain(["MICROSOFT_APP_TENANT_ID"], "is missing: give the tenant whose activities are taken");
    return undefined;
  }
  return {
    appId: given.appId ?? "insecure-local",
    appPassword: given.appPassword ?? new Secret("insecure-local"),
    tenantId,
    allowedTenants: given.allowedTenants,
    insecureLocal: true,
  };
}
