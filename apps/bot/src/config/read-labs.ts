import { readFileSync } from "node:fs";
import { Secret } from "@perfecto-bot/domain";
import { labBaseUrl } from "@perfecto-bot/perfecto";
import { z } from "zod";
import type { LabConfig } from "./config.ts";
import type { Settings } from "./settings.ts";

const CLOUD = /^[a-z0-9][a-z0-9-]{0,62}$/i;

const LabsFile = z
  .array(
    z.strictObject({
      id: z.string().min(1).max(64),
      cloud: z.string().regex(CLOUD, "is no cloud name").optional(),
      url: z.url({ protocol: /^https?$/ }).optional(),
      token: z.string().min(1).optional(),
      tokenFile: z.string().min(1).optional(),
    }),
  )
  .min(1);

/** The labs: one from the environment's names, or several from a file. */
export function readLabs(settings: Settings): readonly LabConfig[] {
  const file = settings.text("PERFECTO_LABS_FILE");
  const cloud = settings.text("PERFECTO_CLOUD");
  const url = settings.url("PERFECTO_URL");
  if (file !== undefined) {
    if (cloud !== undefined || url !== undefined)
      settings.complain(["PERFECTO_LABS_FILE"], "names all labs: leave out PERFECTO_CLOUD and PERFECTO_URL");
    return readLabsFile(settings, file);
  }
  const token = settings.secret("PERFECTO_SECURITY_TOKEN");
  if (token === undefined && !settings.problems.some(({ names }) => names.includes("PERFECTO_SECURITY_TOKEN_FILE"))) {
    settings.complain(
      ["PERFECTO_SECURITY_TOKEN"],
      "is missing: make a security token for a service user in Perfecto (My profile → Security token)",
    );
  }
  if (cloud !== undefined && url !== undefined)
    settings.complain(["PERFECTO_CLOUD", "PERFECTO_URL"], "give one of them, not both");
  if (cloud !== undefined && !CLOUD.test(cloud))
    settings.complain(["PERFECTO_CLOUD"], "is no cloud name: give `acme` for acme.perfectomobile.com");
  if (cloud === undefined && settings.text("PERFECTO_URL") === undefined) {
    settings.complain(
      ["PERFECTO_CLOUD"],
      "is missing: give `acme` for acme.perfectomobile.com, or the full address as PERFECTO_URL",
    );
  }
  const baseUrl = url ?? (cloud === undefined || !CLOUD.test(cloud) ? undefined : labBaseUrl(cloud));
  if (token === undefined || baseUrl === undefined) return [];
  return [{ id: cloud ?? labIdOf(baseUrl), baseUrl, token }];
}

/** What a lab is called where only its address is known: the first label of the host. */
function labIdOf(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  return /^[\d.]+$|^\[/.test(hostname) ? "lab" : (hostname.split(".")[0] ?? "lab");
}

function readLabsFile(settings: Settings, file: string): readonly LabConfig[] {
  const name = "PERFECTO_LABS_FILE";
  const content = readJson(settings, file);
  if (content === undefined) return [];
  const parsed = LabsFile.safeParse(content.json);
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      settings.complain([name], `${file} at ${issue.path.join(".") || "the top"}: ${issue.message}`);
    return [];
  }
  const labs: LabConfig[] = [];
  for (const { id, cloud, url, token, tokenFile } of parsed.data) {
    if (labs.some((lab) => lab.id === id)) settings.complain([name], `lab "${id}" stands twice`);
    if ((cloud === undefined) === (url === undefined))
      settings.complain([name], `lab "${id}": give either cloud or url`);
    if ((token === undefined) === (tokenFile === undefined))
      settings.complain([name], `lab "${id}": give either token or tokenFile`);
    const secret = token === undefined ? tokenFile && settings.secretFile(tokenFile, name) : new Secret(token);
    const baseUrl = url?.replace(/\/+$/, "") ?? (cloud === undefined ? undefined : labBaseUrl(cloud));
    if (secret && baseUrl !== undefined) labs.push({ id, baseUrl, token: secret });
  }
  return labs;
}

function readJson(settings: Settings, file: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(readFileSync(file, "utf8")) };
  } catch {
    settings.complain(
      ["PERFECTO_LABS_FILE"],
      `${file} cannot be read as JSON: check the path, its permissions and its commas`,
    );
    return undefined;
  }
}
