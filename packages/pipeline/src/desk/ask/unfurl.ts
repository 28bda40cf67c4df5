import { libraryLinkCard, type Card } from "@perfecto-bot/cards";
import { buildLabel, buildToldBy } from "@perfecto-bot/domain";
import type { DeskParts, ReportLink } from "../desk-parts.ts";
import { buildLine } from "./build-line.ts";
import { narrowBuild, numberedBuilds, openKeys } from "./builds-of-job.ts";
import { findTest } from "./find-test.ts";
import { jobsInLabs } from "./jobs-in-labs.ts";
import { withReport } from "./with-report.ts";

/** A small card of what a link into a configured lab's reports leads to; undefined where it is none, or nothing is known. */
export async function unfurl(parts: DeskParts, url: string): Promise<Card | undefined> {
  const link = parts.readLink(url);
  const labs = new Map([...parts.labs].filter(([lab]) => isOfLab(url, parts.links(lab)?.execution("x"))));
  if (link === undefined || labs.size === 0) return undefined;
  const own = { ...parts, labs };
  return link.kind === "build" ? buildLinkCard(own, link) : testLinkCard(own, url);
}

async function testLinkCard(parts: DeskParts, url: string): Promise<Card | undefined> {
  const { execution } = await findTest(parts, url, {});
  if (execution === undefined) return undefined;
  const build = execution.job === undefined ? {} : { build: buildLabel(buildToldBy(execution)) };
  return libraryLinkCard({ kind: "execution", execution: withReport(parts, execution), ...build });
}

async function buildLinkCard(
  parts: DeskParts,
  { job, number }: Extract<ReportLink, { readonly kind: "build" }>,
): Promise<Card | undefined> {
  const { jobs } = await jobsInLabs(parts, job, [], {});
  const [build] = (await numberedBuilds(parts, jobs, number, {})).builds;
  const shown = build && narrowBuild(parts, build, [], await openKeys(parts));
  if (shown === undefined) return undefined;
  return libraryLinkCard({ kind: "build", label: buildLabel(shown.ref), build: buildLine(shown) });
}

/** Whether an address is of the lab that another address is of: a cloud has several hosts, such as acme.app and acme.reporting. */
function isOfLab(url: string, own: string | undefined): boolean {
  const [host, ownHost] = [hostOf(url), hostOf(own)];
  if (host === undefined || ownHost === undefined) return false;
  const isCloud = [host, ownHost].every((one) => one.endsWith(".perfectomobile.com"));
  return host === ownHost || (isCloud && host.split(".")[0] === ownHost.split(".")[0]);
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined || !URL.canParse(url) ? undefined : new URL(url).host;
}
